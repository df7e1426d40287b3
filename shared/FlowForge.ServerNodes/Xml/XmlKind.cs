using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Xml;

/// <summary>Reads XML into items and writes items as XML. Failures: <c>file.*</c>, <c>binary.*</c>, <c>limit.*</c>, <c>node.parameter</c>.</summary>
internal sealed class XmlKind : INodeKind
{
    private readonly EachItemInTurn<XmlReadParameters> reading = new(new(XmlReadParameters.Read), ReadAsync);
    private readonly EachItemInTurn<XmlWriteParameters> writing = new(new(XmlWriteParameters.Read), WriteAsync);

    /// <inheritdoc/>
    public KindDescription Description => XmlDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var writes = FileOperation.Writes(context.Node);
        return writes.IsFailure ? new(new NodeResult.Failed(writes.Failure))
            : writes.Value ? writing.RunAsync(context, cancellation)
            : reading.RunAsync(context, cancellation);
    }

    private static async ValueTask<Outcome<Made[]>> ReadAsync(NodeItem item, XmlReadParameters own, CancellationToken cancellation)
    {
        var opened = await own.Source.OpenUtf8Async(item.Context, item.Item, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        await using var content = opened.Value;
        var bytes = await BoundedBytes.ReadAsync(content, cancellation).ConfigureAwait(false);
        var read = bytes.IsFailure ? bytes.Failure : XmlReading.Read(bytes.Value, own with { IsTextFirst = item.Context.Run.Manner == Manner.N8n }, cancellation);
        return read.IsFailure ? read.Failure : new Made(read.Value, item.Item.Binary).Alone();
    }

    private static ValueTask<Outcome<Made[]>> WriteAsync(NodeItem item, XmlWriteParameters own, CancellationToken cancellation)
    {
        var written = XmlWriting.Write(item.Item.Json, own, cancellation);
        if (written.IsFailure)
        {
            return new(written.Failure);
        }

        var draft = Values.Beside(item.Item, own.As, JsonValues.Text(written.Value), keeps: false);
        return new(draft.IsFailure ? draft.Failure : new Made(draft.Value, item.Item.Binary).Alone());
    }
}
