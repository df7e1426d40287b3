using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Xlsx;

/// <summary>Reads spreadsheets into items and writes items into a spreadsheet. Failures: <c>file.*</c>, <c>binary.*</c>, <c>limit.item</c>, <c>node.parameter</c>.</summary>
internal sealed class XlsxKind : INodeKind
{
    private readonly TypedParameters<XlsxReadParameters> reading = new(XlsxReadParameters.Read);
    private readonly TypedParameters<XlsxWriteParameters> writing = new(XlsxWriteParameters.Read);

    /// <inheritdoc/>
    public KindDescription Description => XlsxDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var writes = FileOperation.Writes(context.Node);
        return writes.IsFailure ? new(new NodeResult.Failed(writes.Failure))
            : writes.Value ? FileWriting.AllAsync(context, writing, parameters => parameters.Target, XlsxWriting.WriteAsync, cancellation)
            : FileReading.RunAsync(context, reading, XlsxReading.ReadAsync, cancellation);
    }
}
