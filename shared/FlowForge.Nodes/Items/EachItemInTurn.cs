using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Items;

/// <summary>Makes the items of an item: reads a file, opens a credential or makes a call, so it may take time.</summary>
/// <typeparam name="T">The kind's parameters.</typeparam>
internal delegate ValueTask<Outcome<Made[]>> ItemMaker<in T>(NodeItem item, T parameters, CancellationToken cancellation);

/// <summary>An input item of a node run.</summary>
/// <param name="Context">The node run.</param>
/// <param name="Item">The item.</param>
/// <param name="Index">Its place in the input.</param>
internal readonly record struct NodeItem(INodeContext Context, Item Item, int Index);

/// <summary>An item that was made.</summary>
/// <param name="Json">Its JSON.</param>
/// <param name="Binary">Its binaries, or undefined.</param>
internal readonly record struct Made(ObjectDraft Json, JsonElement Binary = default)
{
    /// <summary>This item alone.</summary>
    public Made[] Alone() => [this];
}

/// <summary>Makes items of each item, one item after the other. An item that fails follows the node's <c>onError</c>.</summary>
/// <typeparam name="T">The kind's parameters.</typeparam>
/// <param name="parameters">Reads them, for each item.</param>
/// <param name="make">The new items, or what is wrong with this one.</param>
internal sealed class EachItemInTurn<T>(TypedParameters<T> parameters, ItemMaker<T> make)
    where T : class
{
    /// <summary>Runs one attempt.</summary>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => ItemPass.RunAsync(
        context, parameters, (run, output, item, read, index) => WriteAsync(new(run, item, index), output, read, cancellation), cancellation);

    private async ValueTask<bool> WriteAsync(NodeItem item, WrittenItems output, Outcome<T> read, CancellationToken cancellation)
    {
        var made = read.IsFailure ? read.Failure : await make(item, read.Value, cancellation).ConfigureAwait(false);
        if (made.IsFailure)
        {
            await output.FlushAsync().ConfigureAwait(false);
            return item.Context.FailItem(item.Index, made.Failure);
        }

        foreach (var one in made.Value)
        {
            output.Page.Begin();
            one.Json.WriteTo(output.Page.Writer());
            if (await output.EndAsync(one.Binary, Origin.First(item.Index)).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }
}
