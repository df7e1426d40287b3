using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.TextFile;

/// <summary>Reads text files into a field and writes a field into text files. Failures: <c>binary.*</c>, <c>limit.item</c>, <c>node.parameter</c>.</summary>
internal sealed class TextFileKind : INodeKind
{
    private readonly TypedParameters<TextReadParameters> reading = new(TextReadParameters.Read);
    private readonly TypedParameters<TextWriteParameters> writing = new(TextWriteParameters.Read);

    /// <inheritdoc/>
    public KindDescription Description => TextFileDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var writes = FileOperation.Writes(context.Node);
        return writes.IsFailure ? new(new NodeResult.Failed(writes.Failure))
            : writes.Value ? FileWriting.EachAsync(
                context, writing, parameters => parameters.Target, (parameters, item) => parameters.Kept(item), WriteAsync, cancellation)
            : FileReading.RunAsync(context, reading, ReadAsync, cancellation);
    }

    private static async ValueTask<Failure?> ReadAsync(
        INodeContext context, Item item, TextReadParameters parameters, FileRows rows, CancellationToken cancellation)
    {
        var opened = await OpenAsync(context, item, parameters, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        await using var content = opened.Value;
        var whole = await BoundedBytes.ReadAsync(content, cancellation).ConfigureAwait(false);
        if (whole.IsFailure)
        {
            return whole.Failure;
        }

        var text = JsonValues.Text(parameters.IsBase64 ? Convert.ToBase64String(whole.Value.Span) : System.Text.Encoding.UTF8.GetString(whole.Value.Span));
        return (await parameters.Target.WriteAsync(item, text, rows).ConfigureAwait(false)).Failure;
    }

    private static async ValueTask<Outcome<Stream>> OpenAsync(INodeContext context, Item item, TextReadParameters parameters, CancellationToken cancellation)
    {
        if (!parameters.IsBase64)
        {
            return await parameters.Source.OpenUtf8Async(context, item, cancellation).ConfigureAwait(false);
        }

        var opened = await parameters.Source.OpenAsync(context, item, cancellation).ConfigureAwait(false);
        return opened.IsFailure ? opened.Failure : opened.Value;
    }

    private static async ValueTask<Failure?> WriteAsync(
        ItemList items, TextWriteParameters parameters, FileTarget.FileDraft draft, CancellationToken cancellation)
    {
        var only = await items.ReadAsync(0, 1, cancellation).ConfigureAwait(false);
        var value = parameters.Field.Find(only[0].Json);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return Failure.Of(FailureCodes.Parameter, $"The item has no field \"{parameters.Field.Text}\".");
        }

        if (parameters.IsBase64)
        {
            var text = value.ValueKind == JsonValueKind.Null ? "" : JsText.Of(value);
            var bytes = new byte[text.Length];
            if (!Convert.TryFromBase64String(text, bytes, out var count))
            {
                return Failure.Of(FailureCodes.Parameter, $"The field \"{parameters.Field.Text}\" is no base64.");
            }

            await draft.Bytes.WriteAsync(bytes.AsMemory(0, count), cancellation).ConfigureAwait(false);
            return null;
        }

        await draft.Text.WriteAsync(value.ValueKind == JsonValueKind.Null ? "" : JsText.Of(value)).ConfigureAwait(false);
        return null;
    }
}
