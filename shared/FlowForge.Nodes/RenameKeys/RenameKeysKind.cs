using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.RenameKeys;

/// <summary>Renames fields of each item.</summary>
internal sealed class RenameKeysKind : INodeKind
{
    private readonly EachItem<RenameKeysParameters> each = new(
        new TypedParameters<RenameKeysParameters>((_, parameters) => RenameKeysParameters.Read(parameters)),
        (_, item, parameters) => KeyRenamer.Of(item.Json, parameters));

    /// <inheritdoc/>
    public KindDescription Description => RenameKeysDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => each.RunAsync(context, cancellation);
}
