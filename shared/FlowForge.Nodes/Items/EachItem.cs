using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Items;

/// <summary>Makes one item of each item, which keeps its binaries. An item that fails follows the node's <c>onError</c>.</summary>
/// <typeparam name="T">The kind's parameters.</typeparam>
/// <param name="parameters">Reads them, for each item.</param>
/// <param name="make">The new item's JSON, or what is wrong with this one.</param>
internal sealed class EachItem<T>(TypedParameters<T> parameters, Func<INodeContext, Item, T, Outcome<ObjectDraft>> make)
    where T : class
{
    /// <summary>Runs one attempt.</summary>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        ItemPass.RunAsync(context, parameters, WriteAsync, cancellation);

    private ValueTask<bool> WriteAsync(INodeContext context, WrittenItems output, Item item, Outcome<T> read, int index)
    {
        var made = read.IsFailure ? read.Failure : make(context, item, read.Value);
        if (made.IsFailure)
        {
            return new(context.FailItem(index, made.Failure));
        }

        output.Page.Begin();
        made.Value.WriteTo(output.Page.Writer());
        return output.EndAsync(item.Binary, Origin.First(index));
    }
}
