using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <content>
/// Given results (of a fork): the decider settles their nodes without handing them out. It takes only what it could have handed out itself, so
/// that who withholds one node's result and tells the rest in the order in which it was recorded learns what does not depend on that node.
/// </content>
public sealed partial class Decider
{
    /// <inheritdoc/>
    public bool Takes(RunState state, int node, string iteration) =>
        state.IsFilling && (state.Ready.Holds(node, iteration) || Ahead(state, node, iteration) is not null);

    /// <summary>
    /// Iterations of a loop with concurrency do not depend on each other, and here one may stand still that had ended there. So the one that this
    /// node lies in may begin before its turn, provided the node is among the first in it.
    /// </summary>
    private BatchAhead? Ahead(RunState state, int node, string iteration)
    {
        var (body, path) = OutermostNotBegun(state, node, iteration);
        if (body < 0 || _outline.Scopes[body].Role != ScopeRole.Loop)
        {
            return null;
        }

        var (at, owner) = (new Iteration(path), _outline.Scopes[body].Owner);
        return state.Loops.TryGetValue((owner, at.Parent.Path), out var loop) && loop.Concurrency > 1
            && at.Last >= loop.Started && at.Last < loop.Total && IsFirst(node, owner, iteration, at.Depth)
                ? new(body, loop, at.Parent.Path, at.Last)
                : null;
    }

    private (int Scope, string Iteration) OutermostNotBegun(RunState state, int node, string iteration)
    {
        var outermost = (-1, "");
        var at = new Iteration(iteration);
        for (var scope = _outline.Nodes[node].Scope; scope > 0 && !state.Iterations.ContainsKey((scope, at.Path)); at = at.Parent)
        {
            outermost = (scope, at.Path);
            scope = _outline.Scopes[scope].Parent;
        }

        return outermost;
    }

    /// <summary>Whether the node is ready with the loop's batch alone; in a repeat scope inside the body, in its first round.</summary>
    private bool IsFirst(int node, int loop, string iteration, int depth)
    {
        for (var at = new Iteration(iteration); at.Depth > depth; at = at.Parent)
        {
            if (at.Last > 0)
            {
                return false;
            }
        }

        var open = new Stack<int>(_outline.Nodes[node].In);
        while (open.TryPop(out var index))
        {
            var edge = _outline.Edges[index];
            var isSettled = edge.Role switch
            {
                EdgeRole.Repeat or EdgeRole.Back => true,
                EdgeRole.LoopEntry => edge.From == loop && edge.To == node,
                _ => !edge.Enters && edge.Leaves < 0 && !_outline.Nodes[edge.From].AlwaysRun,
            };
            if (!isSettled)
            {
                return false;
            }

            // A node that waits for later rounds alone is skipped at once in the first.
            foreach (var before in edge.Role == EdgeRole.Plain ? _outline.Nodes[edge.From].In : [])
            {
                open.Push(before);
            }
        }

        return true;
    }
}
