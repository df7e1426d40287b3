using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.YamlFile;

/// <summary>Reads YAML files into items and writes items into YAML files. Failures: <c>file.*</c>, <c>binary.*</c>, <c>limit.item</c>, <c>node.parameter</c>.</summary>
internal sealed class YamlFileKind : INodeKind
{
    private readonly TypedParameters<YamlReadParameters> reading = new(YamlReadParameters.Read);
    private readonly TypedParameters<YamlWriteParameters> writing = new(YamlWriteParameters.Read);

    /// <inheritdoc/>
    public KindDescription Description => YamlFileDescription.Value;

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
            (true, false) => FileWriting.AllAsync(context, writing, parameters => parameters.Target, YamlWriting.AllAsync, cancellation),
            (true, true) => FileWriting.EachAsync(
                context, writing, parameters => parameters.Target, (parameters, item) => parameters.Kept(item), YamlWriting.OneAsync, cancellation),
            _ => FileReading.RunAsync(context, reading, YamlReading.ReadAsync, cancellation),
        };
    }
}
