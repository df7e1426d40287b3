using System.Runtime.CompilerServices;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Set;

/// <summary>Sets fields of each item.</summary>
internal sealed class SetKind : INodeKind
{
    private readonly ConditionalWeakTable<Node, DrawnNames> drawn = [];
    private readonly TypedParameters<SetParameters> parameters;

    /// <summary>The kind.</summary>
    public SetKind() => parameters = new((node, resolved) => SetParameters.Read(resolved, NamesOf(node)));

    /// <inheritdoc/>
    public KindDescription Description => SetDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        ItemPass.RunAsync(context, parameters, WriteAsync, cancellation);

    private FieldNames? NamesOf(Node node) => drawn.GetValue(node, static of => new(FieldNames.Drawn(of))).Names;

    private static ValueTask<bool> WriteAsync(INodeContext context, WrittenItems output, Item item, Outcome<SetParameters> read, int index)
    {
        if (read.IsFailure)
        {
            return new(context.FailItem(index, read.Failure));
        }

        output.Page.Begin();
        if (ItemWriter.Write(output.Page, item.Json, read.Value) is { } failure)
        {
            output.Page.TakeBack();
            return new(context.FailItem(index, failure));
        }

        return output.EndAsync(read.Value.KeepsBinary ? item.Binary : default, Origin.First(index));
    }

    private sealed record DrawnNames(FieldNames? Names);
}
