using System.Globalization;
using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <content><c>join: each</c>: tokens in place of edges' states (semantics 2).</content>
internal sealed partial class DeciderStep
{
    private bool IsEach => outline.JoinsEach;

    /// <summary>The node that is to run next is ready, when nothing is at work and nothing waits.</summary>
    public void ReadyNext()
    {
        if (state.Each is not { HasBegun: true } each || state.Out.Count > 0 || state.Ready.Count > 0 || state.IsArmed || state.Ending is not null
            || each.Next() is not { } arrivals)
        {
            return;
        }

        BeginRun(outline.Edges[arrivals[0].Edge].To, arrivals);
    }

    /// <summary>What a hand-out works on.</summary>
    public static Token? TokenOf(RunState state, int node, string iteration) => state.Each?.InputOf(node, iteration) is not { } arrivals
        ? null
        : new(arrivals, state.Each.Loops.GetValueOrDefault(node) is { } place && place.Start < new Iteration(iteration).Last ? place : null);

    private static string Path(int run) => run.ToString(CultureInfo.InvariantCulture);

    private void BeginRun(int node, IReadOnlyList<Arrival> arrivals)
    {
        var each = state.Each!;
        each.HasBegun = true;
        var run = each.Runs[node]++;
        each.Inputs[(node, run)] = arrivals;
        if (outline.Nodes[node].IsLoop && BeginsAnew(node, arrivals))
        {
            EndLoop(node, run - 1);
            each.Loops.Remove(node);
        }

        state.Ready.Push([new(node, Path(run), HandOutPhase.Begin)]);
    }

    /// <summary>A loop that is done begins anew with what comes from outside its own cycle.</summary>
    private bool BeginsAnew(int loop, IReadOnlyList<Arrival> arrivals) =>
        state.Each!.Loops.TryGetValue(loop, out var place) && place.IsDone && !outline.Edges[arrivals[0].Edge].IsInner;

    private void SettleEach(OutputCandidate result, int[] counts, bool isCompleted)
    {
        var each = state.Each!;
        var run = new Iteration(result.Iteration).Last;
        each.Inputs.Remove((result.Node, run), out var arrivals);
        var held = outline.Nodes[result.Node].IsLoop && NoteLoop(result.Node, run, arrivals ?? [], counts);
        var delivered = Deliver(result.Node, run, counts);
        if (!held)
        {
            Release(arrivals ?? []);
        }

        if (isCompleted && !delivered)
        {
            Offer(result);
        }

        ForgetUnused(result.Node, run);
    }

    /// <summary>Puts a token before all others for each edge that delivers, the first edge's first.</summary>
    private bool Deliver(int node, int run, int[] counts)
    {
        var each = state.Each!;
        var tokens = new List<IReadOnlyList<Arrival>>();
        var delivered = false;
        foreach (var index in outline.Nodes[node].Out)
        {
            var edge = outline.Edges[index];
            if (counts[edge.FromPort] == 0)
            {
                continue;
            }

            delivered = true;
            if (edge.RepeatMax > 0)
            {
                each.Deliveries[index] = each.Deliveries.GetValueOrDefault(index) + 1;
            }

            var arrival = new Arrival(index, run, counts[edge.FromPort]);
            each.Uses[(node, run)] = each.Uses.GetValueOrDefault((node, run)) + 1;
            var ports = outline.Nodes[edge.To].InputPorts;
            if ((ports == 1 ? [arrival] : each.Fill(edge.To, edge.ToPort, ports, arrival)) is { } token)
            {
                tokens.Add(token);
            }
        }

        tokens.Reverse();
        each.Stack.AddRange(tokens);
        return delivered;
    }

    /// <summary>Keeps a loop's place; true when what its run got is still read by later ones.</summary>
    private bool NoteLoop(int loop, int run, IReadOnlyList<Arrival> arrivals, int[] counts)
    {
        var each = state.Each!;
        if (!each.Loops.TryGetValue(loop, out var place))
        {
            // The first batch is full unless it is the only one. A loop that failed has none.
            if (counts[0] > 0)
            {
                each.Loops[loop] = new(run, arrivals, counts[0]);
                return true;
            }

            return false;
        }

        if (counts[0] == 0 && !place.IsDone)
        {
            each.Loops[loop] = place with { IsDone = true };
        }

        return false;
    }

    /// <summary>What only the rounds of a loop needed is let go; <paramref name="last"/> is its last run.</summary>
    private void EndLoop(int loop, int last)
    {
        var each = state.Each!;
        if (!each.Loops.Remove(loop, out var place))
        {
            return;
        }

        Release(place.Arrivals);
        for (var run = place.Start; run <= last; run++)
        {
            ForgetUnused(loop, run);
        }
    }

    private void Release(IReadOnlyList<Arrival> arrivals)
    {
        foreach (var arrival in arrivals)
        {
            var from = (outline.Edges[arrival.Edge].From, arrival.Run);
            if (--state.Each!.Uses[from] == 0)
            {
                state.Each.Uses.Remove(from);
                ForgetUnused(from.From, from.Run);
            }
        }
    }

    /// <summary>A run whose items nobody reads any more is let go; a loop's runs tell its end what has come back.</summary>
    private void ForgetUnused(int node, int run)
    {
        if (!state.Each!.Uses.ContainsKey((node, run)) && !(state.Each.Loops.TryGetValue(node, out var place) && run >= place.Start))
        {
            commands.Add(new RunCommand.ForgetRun(node, new(Path(run))));
        }
    }

    private int[] ExhaustedEach(int node) => [.. outline.Nodes[node].Out
        .Where(index => outline.Edges[index].RepeatMax is var max and > 0 && state.Each!.Deliveries.GetValueOrDefault(index) >= max)
        .Select(index => outline.Edges[index].FromPort)];

    /// <summary>The ports by which a repeat edge may not deliver any more.</summary>
    public static int[] Exhausted(Planning.PlanOutline outline, RunState state, int node) => new DeciderStep(outline, [], state, []).ExhaustedEach(node);
}
