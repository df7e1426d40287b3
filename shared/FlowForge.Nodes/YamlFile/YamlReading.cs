using System.Text;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;

namespace FlowForge.Nodes.YamlFile;

/// <summary>Reads YAML document by document. The text is held, so it is no larger than an item.</summary>
internal static class YamlReading
{
    /// <summary>Reads the file of one item.</summary>
    public static async ValueTask<Failure?> ReadAsync(
        INodeContext context, Item item, YamlReadParameters parameters, FileRows rows, CancellationToken cancellation)
    {
        var opened = await parameters.Source.OpenUtf8Async(context, item, cancellation).ConfigureAwait(false);
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

        using var documents = new YamlComposer(Encoding.UTF8.GetString(whole.Value.Span));
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = documents.Next();
            if (next.IsFailure || next.Value is not { } value)
            {
                return next.Failure;
            }

            foreach (var one in parameters.Target.To is null && value.ValueKind == System.Text.Json.JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
            {
                var written = await parameters.Target.WriteAsync(item, one, rows).ConfigureAwait(false);
                if (written.IsFailure || !written.Value)
                {
                    return written.Failure;
                }
            }
        }
    }
}
