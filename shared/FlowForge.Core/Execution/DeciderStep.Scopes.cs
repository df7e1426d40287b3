using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <content>How iterations, loops and repeat scopes begin and end.</content>
internal sealed partial class DeciderStep
{
    private void BeginIteration(int scope, string path, bool isLaterRound)
    {
        var live = shapes[scope].Begin(isLaterRound);
        state.Iterations.Add((scope, path), live);
        foreach (var repeat in outline.Scopes[scope].Repeats)
        {
            state.Repeats.Add((repeat, path), new() { EntriesOpen = shapes[repeat].Entries, Deliveries = [] });
            BeginIteration(repeat, new Iteration(path).Child(0).Path, isLaterRound: false);
        }
    }

    private void BeginLoop(int node, string path, LiveLoop loop)
    {
        state.Loops.Add((node, path), loop);
        var body = outline.Nodes[node].Body;
        if (loop.Total == 0)
        {
            EndLoop(node, path);
            return;
        }

        while (loop.Started < Math.Min(loop.Total, loop.Concurrency))
        {
            BeginBatch(body, loop, path);
        }
    }

    private void BeginBatch(int body, LiveLoop loop, string path)
    {
        var index = loop.Started++;
        var iteration = new Iteration(path).Child(index).Path;
        var count = Math.Min(loop.BatchSize, loop.Items - (index * loop.BatchSize));
        BeginIteration(body, iteration, isLaterRound: false);
        foreach (var edge in outline.Nodes[outline.Scopes[body].Owner].Out.Select(e => outline.Edges[e]).Where(e => e.Role == EdgeRole.LoopEntry))
        {
            SettleEdge(edge, HomePath(edge, iteration), count);
        }

        // A loop with nothing drawn behind its loop port has a body without nodes.
        if (state.Iterations[(body, iteration)].Remaining == 0)
        {
            _ended.Enqueue((body, iteration));
        }
    }

    private void EndIteration(int scope, string path)
    {
        switch (outline.Scopes[scope].Role)
        {
            case ScopeRole.Loop:
                EndBatch(scope, path);
                break;
            case ScopeRole.Repeat:
                EndRound(scope, path);
                break;
        }
    }

    private void EndBatch(int body, string path)
    {
        Forget(body, path);
        var parent = new Iteration(path).Parent.Path;
        var owner = outline.Scopes[body].Owner;
        var loop = state.Loops[(owner, parent)];
        loop.Ended++;
        if (loop.RunsThrough && state.Inside is null && !state.IsFilling)
        {
            // Its rounds were outside for a retry's wait, or for a fork's given results; from here on they run inside hand-outs again.
            state.Loops.Remove((owner, parent));
            MakeReady(owner, parent, HandOutPhase.Rounds, new LoopRounds { Loops = [StateRows.Of((owner, parent), loop)] });
        }
        else if (loop.HasRoom)
        {
            BeginBatch(body, loop, parent);
        }
        else if (loop.Ended == loop.Total)
        {
            EndLoop(owner, parent);
        }
    }

    /// <summary>Its last iteration has ended. The loop whose rounds run here settles outside of them.</summary>
    private void EndLoop(int loop, string path)
    {
        if (state.Inside != (loop, path))
        {
            EndScope(outline.Nodes[loop].Body, path);
            MakeReady(loop, path, HandOutPhase.LoopOver);
        }
    }

    /// <summary>A loop node has settled: after its last iteration, or by a failure before the first.</summary>
    private void CloseLoop(int node, string path)
    {
        if (!state.Loops.Remove((node, path)))
        {
            EndScope(outline.Nodes[node].Body, path);
        }
    }

    private void EndRound(int scope, string path)
    {
        var ended = state.Iterations[(scope, path)];
        if (!Array.Exists(ended.Next!, count => count > 0))
        {
            EndRepeat(scope, path);
            return;
        }

        Forget(scope, path);
        var at = new Iteration(path);
        var next = at.Parent.Child(at.Last + 1).Path;
        BeginIteration(scope, next, isLaterRound: true);
        foreach (var edge in outline.Scopes[scope].Edges.Select(e => outline.Edges[e]).Where(e => e.Role == EdgeRole.Repeat))
        {
            SettleEdge(edge, next, ended.Next![edge.Local]);
        }
    }

    private void EndRepeat(int scope, string path)
    {
        Forget(scope, path, isLast: true);
        var parent = new Iteration(path).Parent.Path;
        state.Repeats.Remove((scope, parent));
        EndScope(scope, parent);
        Count(outline.Scopes[scope].Parent, parent, 1);
    }

    private void Forget(int scope, string path, bool isLast = false)
    {
        state.Iterations.Remove((scope, path));
        commands.Add(new RunCommand.Forget(scope, new(path), isLast));
    }

    /// <summary>Edges that leave the scope settle, with what its iterations delivered.</summary>
    private void EndScope(int scope, string parent)
    {
        foreach (var index in outline.Scopes[scope].Exits)
        {
            var edge = outline.Edges[index];
            var home = HomePath(edge, parent);
            SettleEdge(edge, home, state.Iterations[(edge.Home, home)].Counts[edge.Local]);
        }
    }
}
