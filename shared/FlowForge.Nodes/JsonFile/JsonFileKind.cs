using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.JsonFile;

/// <summary>Reads JSON files into items and writes items into JSON files. Failures: <c>file.*</c>, <c>binary.*</c>, <c>limit.item</c>, <c>node.parameter</c>.</summary>
internal sealed class JsonFileKind : INodeKind
{
    private readonly TypedParameters<JsonReadParameters> reading = new(JsonReadParameters.Read);
    private readonly TypedParameters<JsonWriteParameters> writing = new(JsonWriteParameters.Read);

    /// <inheritdoc/>
    public KindDescription Description => JsonFileDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var writes = FileOperation.Writes(context.Node);
        var perItem = WriteMode.IsPerItem(context.Node);
        if ((writes.Failure ?? perItem.Failure) is { } failure)
        {
            return new(new NodeResult.Failed(failure));
        }

        return (writes.Value, perItem.Value) switch
        {
            (true, false) => FileWriting.AllAsync(context, writing, parameters => parameters.Target, JsonWriting.AllAsync, cancellation),
            (true, true) => FileWriting.EachAsync(
                context, writing, parameters => parameters.Target, (parameters, item) => parameters.Kept(item), JsonWriting.OneAsync, cancellation),
            _ => FileReading.RunAsync(context, reading, JsonReading.ReadAsync, cancellation),
        };
    }
}
