using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Items;

/// <summary>Sends each item, as it is, to the ports that its parameters say: <c>if</c>, <c>filter</c> and <c>switch</c>.</summary>
/// <typeparam name="T">The kind's parameters.</typeparam>
/// <param name="parameters">Reads them.</param>
/// <param name="route">Where an item with these parameters goes.</param>
/// <param name="refused">In n8n's manner, where an item goes whose comparison failed when the node goes on after failures; null when it fails all the same.</param>
internal sealed class Router<T>(TypedParameters<T> parameters, Func<T, ConditionScope, Outcome<Route>> route, string? refused = null)
    where T : class
{
    /// <summary>Runs one attempt.</summary>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var input = context.FirstInput;
        var scope = new ConditionScope(context.Run.Timezone, context.Run.Manner);
        for (var offset = 0; offset < input.Count;)
        {
            var items = await input.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            var page = await parameters.PageAsync(context, offset, items.Count, cancellation).ConfigureAwait(false);
            var routes = Routes(context, page, scope, offset, items.Count, cancellation);
            if (routes is null)
            {
                return NodeResult.Done;
            }

            if (items.Count == input.Count && Common(routes) is { } port)
            {
                context.PassThrough(port, context.InputPorts[0]);
                return NodeResult.Done;
            }

            await WriteAsync(context, items, routes, offset).ConfigureAwait(false);
            offset += items.Count;
        }

        return NodeResult.Done;
    }

    private Route?[]? Routes(
        INodeContext context, ParameterPage<T> page, ConditionScope scope, int offset, int count, CancellationToken cancellation)
    {
        var routes = new Route?[count];
        for (var at = 0; at < count; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = page[at];
            var routed = read.IsFailure ? read.Failure : route(read.Value, scope);
            if (!routed.IsFailure)
            {
                routes[at] = routed.Value;
            }
            else if (refused is not null && scope.IsN8n && context.Node.OnError is OnError.Continue or OnError.ErrorOutput)
            {
                routes[at] = new(refused);
            }
            else if (context.FailItem(offset + at, routed.Failure))
            {
                return null;
            }
        }

        return routes;
    }

    // A list that goes one way as a whole is passed on by reference.
    private static string? Common(Route?[] routes)
    {
        var first = routes[0];
        return first is { Port: not null, More: null } && Array.TrueForAll(routes, other => other == first) ? first.Value.Port : null;
    }

    private static async ValueTask WriteAsync(INodeContext context, IReadOnlyList<Item> items, Route?[] routes, int offset)
    {
        for (var at = 0; at < items.Count; at++)
        {
            if (routes[at] is not { Port: { } port } to)
            {
                continue;
            }

            var origin = Origin.First(offset + at);
            await context.WriteAsync(port, items[at], origin).ConfigureAwait(false);
            foreach (var more in to.More ?? [])
            {
                await context.WriteAsync(more, items[at], origin).ConfigureAwait(false);
            }
        }
    }
}
