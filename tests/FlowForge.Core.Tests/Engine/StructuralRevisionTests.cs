using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Nodes and edges are added, removed and replaced in a paused run, where nothing concerned has settled or is running (semantics 7).</summary>
public sealed class StructuralRevisionTests(ITestOutputHelper output)
{
    private static readonly JsonElement Ok = JsonElement.Parse("""{"ok":true}""");
    private readonly MemoryRunStore _store = new();
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "-h>b +x h>x x>b", "0axb")]
    [InlineData("h:needs; t -> a; a -> h; h -> b; b -> c", "-b h>c", "0ac")]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "+x h>x x>b", "0ab,0axb")]
    [InlineData("h:needs; b:drop; t -> a; a -> h; h -> b", "=b", "0ab")]
    [InlineData("h:needs; j:join; t -> h; t -> k; h -> j.in1; k -> j.in2; j -> z", "-h>j", null)]
    [InlineData("h:needs; d:drop; t -> h; t -> d; h -> j; d -> j; j -> z", "-h>j", null)]
    [InlineData("h:needs; s:split; t -> h; t -> s; s.true -> p; s.false -> q; q -> r; r -> j; h -> j; j -> z", "-h>j h>z", null)]
    [InlineData("h:needs; t -> h; h -> b; b -> c", "+l:loop h>l", null)]
    [InlineData("h:needs; t -> k; k -> l; l -> m; t -> h; h -> b", "+a2 +a1 h>a1 a1>a2 a2>b -h>b", "0a1a2b")]
    public async Task Apply_WhereNothingHasSettled_TheRunGoesOnWithIt(string drawn, string change, string? result)
    {
        await using var bench = Bench();
        var (run, pause) = await PausedAsync(bench, drawn);
        await TakenAsync(bench, run, pause, [new WorkflowOperation.SetParameters("h", Ok), .. Changes(bench, change)]);
        var ended = await EndedAsync(bench, run);
        Assert.Equal(RunStatus.Completed, ended.Status);
        Assert.Equal(result ?? await bench.OutputAsync(ended), await bench.OutputAsync(ended));
        await SameAsFreshAsync(bench, ended);
    }

    [Theory]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "-a>h +x a>x x>h")]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "a>b")]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "+x x>a t>x")]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "-h")]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "-a")]
    [InlineData("h:needs; t -> a; a -> h; h -> b", "=h")]
    [InlineData("h:needs; s:split; t -> s; s.true -> h; s.false -> q; q -> r", "+x q>x")]
    [InlineData("h:needs; w:awaits {\"signal\":\"go\"}; t -> h; t -> w; w -> c", "+x w>x")]
    [InlineData("h:needs; w:awaits {\"signal\":\"go\"}; t -> h; t -> w; w -> c", "-w")]
    public async Task Apply_WhereSomethingHasSettledOrRuns_NeedsAForkAndChangesNothing(string drawn, string change)
    {
        await using var bench = Bench();
        var (run, pause) = await PausedAsync(bench, drawn);
        var answer = new PauseAnswer(PauseAnswerType.Apply) { Operations = [new WorkflowOperation.SetParameters("h", Ok), .. Changes(bench, change)] };
        Assert.Equal(PauseResult.NeedsFork, Assert.IsType<PauseResult.Refused>(await bench.Engine.AnswerPauseAsync(run, pause, answer, default)).Failure.Code);
        Assert.Equal(pause, bench.Engine.Pauses(run).Single().Id);
        Assert.Null(await bench.Engine.RevisionAsync(run, 1, default));
    }

    [Fact]
    public async Task Apply_WhileOthersWait_TheyGoOnWhereTheyAre()
    {
        await using var bench = Bench();
        var (run, pause) = await PausedAsync(
            bench, "h:needs; v:awaits {\"signal\":\"go\"}; w:awaits; e:awaits {\"signal\":\"early\"}; t -> v; t -> w; t -> h; v -> c; w -> d; h -> b; b -> e");
        var record = (await _store.GetRunAsync(run, default))!;
        await bench.Engine.SignalAsync(run, "early", null, [Item(7)], default);
        await TakenAsync(bench, run, pause, [new WorkflowOperation.SetParameters("h", Ok), .. Changes(bench, "-h>b +a0 h>a0 a0>b")]);
        await bench.Engine.AnswerAsync(Core.Execution.ResumeToken.Write(run, record.ResumeKey!, "w", ""), [Item(3)], default);
        await bench.Engine.SignalAsync(run, "go", null, [Item(2)], default);

        Assert.Equal(RunStatus.Completed, (await EndedAsync(bench, run)).Status);
        var frames = await bench.FramesAsync(run);
        Assert.Contains("c COMPLETED out=0v(2)c", frames, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("d COMPLETED out=0w(3)d", frames, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("e COMPLETED out=0a0be(7)", frames, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Apply_Twice_AcrossARestartAndAFork_EachIsInTheHistory()
    {
        var first = Bench();
        var (run, pause) = await PausedAsync(first, "h:needs; g:needs; t -> h; h -> g; g -> b");
        await TakenAsync(first, run, pause, [new WorkflowOperation.SetParameters("h", Ok), .. Changes(first, "-h>g +x h>x x>g")]);
        await RunRulesTests.Eventually(() => first.Engine.Pauses(run) is [{ Node: "g" }]);
        var workflow = first.Documents.Single();
        await first.DisposeAsync();

        await using var second = Bench();
        second.Documents[workflow.Key] = workflow.Value;
        await second.Engine.ResumeAsync(default);
        pause = second.Engine.Pauses(run).Single().Id;
        await TakenAsync(second, run, pause, [new WorkflowOperation.SetParameters("g", Ok), .. Changes(second, "-b +y g>y")]);
        var ended = await EndedAsync(second, run);
        Assert.Equal("0xy", await second.OutputAsync(ended));
        Assert.Equal(["b", "g", "h", "t", "x"], (await second.Engine.RevisionAsync(run, 1, default))!.Nodes.Select(node => node.Id).Order(StringComparer.Ordinal));
        Assert.DoesNotContain((await second.Engine.RevisionAsync(run, 2, default))!.Nodes, node => node.Id == "b");

        var frame = (await second.Reader.ListAsync(run, new(), default))!.Items.Single(frame => frame.NodeId == "x" && frame.Side == FrameSide.Egress).Sequence;
        var result = await second.Engine.ForkAsync(new() { Source = run, FromFrame = frame }, default);
        var fork = Assert.IsType<ForkResult.Forked>(result, exactMatch: true).Run;
        second.Documents[(await _store.GetRunAsync(fork.RunId, default))!.Hash] = (await second.Engine.RevisionAsync(run, 2, default))!;
        Assert.Equal("0xy", await second.OutputAsync(await second.EndedAsync(fork)));
    }

    /// <summary>A random acyclic workflow pauses; what has not settled is changed at random. What comes of it is what a run of the changed workflow gives.</summary>
    [Fact]
    public async Task Apply_RandomChangesOfRandomGraphs_TheRunEndsAsOneOfTheChangedWorkflow()
    {
        var first = Seeds.First(output);
        var taken = 0;
        for (var seed = first; seed < first + 60; seed++)
        {
            var random = new Random(seed);
            await using var bench = Bench();
            var drawn = RandomDrawing(random);
            var (run, pause) = await PausedAsync(bench, drawn);
            var change = RandomChange(random, bench.Documents.Values.Single());
            var answer = new PauseAnswer(PauseAnswerType.Apply) { Operations = [new WorkflowOperation.SetParameters("h", Ok), .. change] };
            var result = await bench.Engine.AnswerPauseAsync(run, pause, answer, default);
            if (result is PauseResult.Refused refused)
            {
                Assert.True(refused.Failure.Code == PauseResult.NeedsFork, $"seed {seed}: {refused.Failure}\n{drawn}");
                continue;
            }

            taken++;
            var ended = await EndedAsync(bench, run);
            Assert.True(ended.Status == RunStatus.Completed && bench.Faults.IsEmpty, $"seed {seed}: {ended.Status}\n{drawn}\n{string.Join("\n", bench.Faults)}");
            await SameAsFreshAsync(bench, ended, $"seed {seed}\n{drawn}\n{string.Join("\n", change.AsEnumerable())}");
        }

        output.WriteLine($"{taken} changes taken");
        Assert.True(taken >= 10);
    }

    private static string RandomDrawing(Random random)
    {
        var lines = new List<string> { "h:needs" };
        var ids = new List<string> { "t", "n0" };
        var count = 4 + random.Next(8);
        var broken = 1 + random.Next(count - 1);
        lines.Add("t -> n0");
        for (var i = 1; i < count; i++)
        {
            var id = i == broken ? "h" : $"n{i}";
            if (id != "h" && random.Next(4) == 0)
            {
                lines.Insert(0, $"{id}:{(random.Next(2) == 0 ? "split" : "drop")}");
            }

            foreach (var from in ids.Skip(1).OrderBy(_ => random.Next()).Take(id == "h" ? 1 : 1 + random.Next(2)))
            {
                var isSplit = lines.Contains($"{from}:split");
                lines.Add(id == "h" ? $"n0 -> h" : $"{from}{(isSplit ? random.Next(2) == 0 ? ".true" : ".false" : "")} -> {id}");
            }

            ids.Add(id);
        }

        return string.Join("; ", lines);
    }

    private static List<WorkflowOperation> RandomChange(Random random, Workflow workflow)
    {
        var behind = new HashSet<string> { "h" };
        for (var found = true; found;)
        {
            found = workflow.Edges.Where(edge => behind.Contains(edge.From)).ToList().Exists(edge => behind.Add(edge.To));
        }

        var free = workflow.Nodes.Where(node => behind.Contains(node.Id) && node.Id != "h").Select(node => node.Id).ToList();
        var change = new List<WorkflowOperation> { new WorkflowOperation.AddNode(new() { Id = "x", Kind = "tag" }, random.Next(workflow.Nodes.Count)) };
        change.Add(new WorkflowOperation.Connect(new() { From = "h", To = "x" }));
        if (free.Count > 0)
        {
            change.Add(random.Next(2) == 0
                ? new WorkflowOperation.RemoveNode(free[random.Next(free.Count)])
                : new WorkflowOperation.Connect(new() { From = "x", To = free[random.Next(free.Count)] }));
        }

        return change;
    }

    private static async Task SameAsFreshAsync(EngineBench bench, RunRecord changed, string? where = null)
    {
        var document = (await bench.Engine.RevisionAsync(changed.Id, null, default))! with { Id = "fresh" };
        var (fresh, frames) = await bench.RunAsync(document);
        var found = (await bench.FramesAsync(changed.Id)).Where(line => !line.Contains(" Failed", StringComparison.Ordinal)).Select(line => line.Replace("#2", "", StringComparison.Ordinal)).ToList();
        Assert.True(frames.SequenceEqual(found.Order(StringComparer.Ordinal)), $"{where}\n{string.Join("\n", frames.Except(found).Select(line => "- " + line).Concat(found.Except(frames).Select(line => "+ " + line)))}");
        Assert.Equal(await bench.OutputAsync(fresh), await bench.OutputAsync(changed));
    }

    private static IEnumerable<WorkflowOperation> Changes(EngineBench bench, string text) =>
        DrawnChange.Of(text, id => bench.Documents.Values.Single().Nodes.Single(node => node.Id == id));

    private static Item Item(int n) => new(JsonElement.Parse($$"""{"n":{{n}}}"""));

    private static async Task TakenAsync(EngineBench bench, string run, string pause, WorkflowOperation[] change)
    {
        var result = await bench.Engine.AnswerPauseAsync(run, pause, new(PauseAnswerType.Apply) { Operations = change }, default);
        Assert.True(result is PauseResult.Taken, result.ToString());
    }

    private static async Task<RunRecord> EndedAsync(EngineBench bench, string run)
    {
        var ended = (await bench.Engine.WaitAsync(run, TimeSpan.FromSeconds(20), default))!;
        Assert.True(bench.Faults.IsEmpty, string.Join("\n", bench.Faults));
        return ended;
    }

    private static async Task<(string Run, string Pause)> PausedAsync(EngineBench bench, string drawn)
    {
        var started = await bench.StartAsync(Drawn.Of(drawn) with { Config = new() { Healing = Healing.Suggest } });
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Paused);
        return (started.RunId, bench.Engine.Pauses(started.RunId)[0].Id);
    }

    private EngineBench Bench() => new(
        new TestCatalogue(
            new WaitingKind(),
            new TestKind("needs", (context, _) =>
            {
                context.PassThrough("out", "in");
                return new(context.Node.Parameters.TryGetProperty("ok", out var _) ? NodeResult.Done : new NodeResult.Failed(Failures.Failure.Of("test.needs", "It needs ok.")));
            })),
        _store, _clock);
}
