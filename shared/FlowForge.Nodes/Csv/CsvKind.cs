using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Csv;

/// <summary>Reads CSV files into items and writes items into CSV files. Failures: <c>file.*</c>, <c>binary.*</c>, <c>limit.item</c>, <c>node.parameter</c>.</summary>
internal sealed class CsvKind : INodeKind
{
    private readonly TypedParameters<CsvReadParameters> reading = new(CsvReadParameters.Read);
    private readonly TypedParameters<CsvWriteParameters> writing = new(CsvWriteParameters.Read);

    /// <inheritdoc/>
    public KindDescription Description => CsvDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var writes = FileOperation.Writes(context.Node);
        return writes.IsFailure ? new(new NodeResult.Failed(writes.Failure))
            : writes.Value ? FileWriting.AllAsync(context, writing, parameters => parameters.Target, CsvWriting.WriteAsync, cancellation)
            : FileReading.RunAsync(context, reading, CsvReading.ReadAsync, cancellation);
    }
}
