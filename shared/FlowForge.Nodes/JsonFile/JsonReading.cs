using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;

namespace FlowForge.Nodes.JsonFile;

/// <summary>Reads JSON value by value.</summary>
internal static class JsonReading
{
    /// <summary>Reads the file of one item.</summary>
    public static async ValueTask<Failure?> ReadAsync(
        INodeContext context, Item item, JsonReadParameters parameters, FileRows rows, CancellationToken cancellation)
    {
        var opened = await parameters.Source.OpenUtf8Async(context, item, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        await using var content = opened.Value;
        return parameters.Target.To is not null && !parameters.Lines
            ? await WholeAsync(content, item, parameters, rows, cancellation).ConfigureAwait(false)
            : await EachAsync(content, item, parameters, rows, cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<Failure?> EachAsync(
        Stream content, Item item, JsonReadParameters parameters, FileRows rows, CancellationToken cancellation)
    {
        using var elements = new JsonElements(content) { IsLines = parameters.Lines };
        for (var count = 0; count < parameters.MaxRows; count++)
        {
            var next = await elements.NextAsync(cancellation).ConfigureAwait(false);
            if (next.IsFailure || next.Value is not { } value)
            {
                return next.Failure;
            }

            var written = await parameters.Target.WriteAsync(item, value, rows).ConfigureAwait(false);
            if (written.IsFailure || !written.Value)
            {
                return written.Failure;
            }
        }

        return null;
    }

    // One field takes the whole text, so the text is as large as an item at most.
    private static async ValueTask<Failure?> WholeAsync(
        Stream content, Item item, JsonReadParameters parameters, FileRows rows, CancellationToken cancellation)
    {
        var whole = await BoundedBytes.ReadAsync(content, cancellation).ConfigureAwait(false);
        if (whole.IsFailure)
        {
            return whole.Failure;
        }

        var json = Core.Serialization.JsJson.Normalize(whole.Value, Core.Limits.Depth - 1);
        return json.IsFailure
            ? FileFailures.NotOfFormat($"The file is not JSON. {json.Failure.Message}")
            : (await parameters.Target.WriteAsync(item, json.Value, rows).ConfigureAwait(false)).Failure;
    }
}
