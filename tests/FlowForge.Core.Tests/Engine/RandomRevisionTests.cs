using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Execution;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Random workflows with loops and repeats pause at random, are changed at random, and go on, half of them on another host: they do what <see cref="ChangedGraph"/> says, or nothing is changed.</summary>
public sealed class RandomRevisionTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Apply_RandomChangesOfRandomGraphs_WhatHasEndedStaysAndTheRestGoesByThem()
    {
        var first = Seeds.First(output);
        var graphs = int.Parse(Environment.GetEnvironmentVariable("FLOWFORGE_GRAPHS") ?? "150");
        var (taken, inside) = (0, 0);
        for (var seed = first; seed < first + graphs; seed++)
        {
            var graph = new RandomGraph(seed, 5 + (seed % 20));
            try
            {
                var (isTaken, isInside) = await CheckAsync(graph).WaitAsync(Patience * 3);
                (taken, inside) = (taken + (isTaken ? 1 : 0), inside + (isInside ? 1 : 0));
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}\n{graph.Text}");
            }
        }

        output.WriteLine($"{graphs} graphs, {taken} changed, {inside} of them in a round");
        Assert.True(graphs < 100 || (taken > graphs / 5 && inside > graphs / 25), $"only {taken} were changed, {inside} in a round");
    }

    private static async Task<(bool IsTaken, bool IsInside)> CheckAsync(RandomGraph graph)
    {
        var (random, store) = (new Random(graph.Seed), new MemoryRunStore());
        var before = graph.Workflow;
        var node = graph.Nodes[1 + random.Next(graph.Nodes.Count - 1)].Id;
        var part = RunPart.Whole.BreakingAt([node]);
        var bench = Bench(graph, store);
        var started = await bench.StartAsync(before, 2, part: part);
        var change = default(ChangedGraph);
        var (tries, isInside) = (3, false);
        while (await PausedAsync(bench, started.RunId) is { } pause)
        {
            if (change is not null || tries == 0 || random.Next(3) == 0)
            {
                await AnswerAsync(bench, started.RunId, pause, new(PauseAnswerType.Continue));
                continue;
            }

            tries--;
            await bench.Engine.RevisionAsync(started.RunId, null, default);
            var settled = await FramesAsync(bench, started.RunId);
            var answer = new PauseAnswer(PauseAnswerType.Apply) { Operations = RandomChange.Of(random, before, node).Operations };
            if (await bench.Engine.AnswerPauseAsync(started.RunId, pause.Id, answer, default) is PauseResult.Refused)
            {
                continue;
            }

            var plans = new PlanCache(bench.Parts);
            var planned = plans.Get(before, "before", null, part).Value!;
            var live = await LiveAsync(bench, started.RunId, planned);
            change = new(planned, plans.Get((await bench.Engine.RevisionAsync(started.RunId, 1, default))!, "after", planned.Plan.Nodes[0].Node.Id, part).Value!, settled, live);
            isInside = pause.Iteration.Length > 0;
            if (random.Next(2) == 0)
            {
                await bench.DisposeAsync();
                bench = Bench(graph, store);
                bench.Documents[before.Id] = before;
                await bench.Engine.ResumeAsync(default);
            }
        }

        var run = (await bench.Engine.WaitAsync(started.RunId, Patience, default))!;
        Assert.True(run.Status == RunStatus.Completed, $"{run.Status} {run.Failure}");
        Assert.True(bench.Faults.IsEmpty, string.Join("\n", bench.Faults));
        if (change is not null)
        {
            var wrong = change.Wrong(await FramesAsync(bench, started.RunId));
            Assert.True(wrong.Count == 0, $"changed at {node}, revision:\n{Text((await bench.Engine.RevisionAsync(started.RunId, 1, default))!)}\n{string.Join("\n", wrong)}\nframes:\n{string.Join("\n", await bench.FramesAsync(started.RunId))}");
        }

        if (change is not null)
        {
            await ForkAsync(bench, random, run);
        }

        await bench.DisposeAsync();
        return (change is not null, isInside);
    }

    /// <summary>A fork of it, from anywhere, ends, or says that its document has not what the frame is of.</summary>
    private static async Task ForkAsync(EngineBench bench, Random random, RunRecord run)
    {
        var frames = (await bench.Reader.ListAsync(run.Id, new(Limit: 500), default))!.Items;
        var frame = frames[random.Next(frames.Count)];
        switch (await bench.Engine.ForkAsync(new() { Source = run.Id, FromFrame = frame.Sequence, Part = RunPart.Whole }, default))
        {
            case ForkResult.Refused refused:
                Assert.Equal(ForkResult.Incompatible, refused.Failure.Code);
                break;
            case ForkResult.Forked fork:
                var document = (await bench.Engine.RevisionAsync(run.Id, 1, default))!;
                bench.Documents[(await bench.Store.GetRunAsync(fork.Run.RunId, default))!.Hash] = document;
                await fork.Run.Ended.WaitAsync(Patience);
                break;
        }
    }

    /// <summary>A pause of a run that stands still; null when it has ended.</summary>
    private static async Task<NodePause?> PausedAsync(EngineBench bench, string run)
    {
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until; await Task.Delay(1))
        {
            var status = bench.StatusOf(run);
            if (status is RunStatus.Completed or RunStatus.Failed)
            {
                return null;
            }

            if (status == RunStatus.Paused && bench.Engine.Pauses(run) is [var pause, ..])
            {
                return pause;
            }
        }

        var revision = await bench.Engine.RevisionAsync(run, 1, default);
        throw new TimeoutException($"It stands still: {bench.StatusOf(run)}\n{(revision is null ? "" : Text(revision))}\n{string.Join("\n", bench.Faults)}\n{string.Join("\n", await bench.FramesAsync(run))}");
    }

    private static async Task AnswerAsync(EngineBench bench, string run, NodePause pause, PauseAnswer answer) =>
        Assert.True(await bench.Engine.AnswerPauseAsync(run, pause.Id, answer, default) is PauseResult.Taken or PauseResult.Over);

    /// <summary>Iterations that were live when the run was changed, as its own events tell a decider of the plan before.</summary>
    private static async Task<HashSet<(int Scope, string Iteration)>> LiveAsync(EngineBench bench, string run, PlannedWorkflow planned)
    {
        var (state, reader) = (planned.Decider.Begin(), new SegmentReader(bench.Parts.Pages, run));
        foreach (var happened in (await bench.Store.ReadSegmentsAsync(run, 0, 10_000, default)).SelectMany(reader.Read).OfType<EventEntry>().Select(entry => entry.Event))
        {
            if (happened is RunEvent.PauseAnswered { Revision: not null })
            {
                break;
            }

            planned.Decider.Apply(state, happened, []);
        }

        return [.. RevisedState.SpreadOut(state, planned.Plan.Outline).Iterations.Keys];
    }

    private static async Task<Dictionary<(string Node, string Iteration), Frame>> FramesAsync(EngineBench bench, string run)
    {
        var frames = new Dictionary<(string, string), Frame>();
        string? after = null;
        do
        {
            var page = (await bench.Reader.ListAsync(run, new(Limit: 500, After: after), default))!;
            foreach (var frame in page.Items.Where(frame => frame.Side == FrameSide.Egress))
            {
                frames[(frame.NodeId, frame.Iteration)] = frame;
            }

            after = page.Next;
        }
        while (after is not null);
        return frames;
    }

    private static string Text(Workflow workflow) => string.Join("\n", workflow.Edges.Select(edge => $"{edge.From}.{edge.FromPort} -> {edge.To}.{edge.ToPort} {edge.RepeatMax}"));

    private static EngineBench Bench(RandomGraph graph, MemoryRunStore store) =>
        new(new TestCatalogue(DrawnKinds.AtWork(graph, async _ => await Task.Yield())), store, window: 1 + (graph.Seed % 4), sliceRuns: graph.Seed % 3 == 0 ? 2 : Limits.SegmentRecords);
}
