using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Tests.Each;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Nodes and edges are changed in runs that have paused in a loop, in a repeat, or with <c>join: each</c>: rounds that have ended stay, the rest goes by the changed workflow (semantics 7).</summary>
public sealed class RoundRevisionTests
{
    private const string Loop = "l:loop {\"batchSize\":1}; h:breaks {\"at\":\"2\"}; t -> l; l.loop -> h; h -> l; l.done -> b";
    private const string Side = "l:loop {\"batchSize\":1,\"concurrency\":3}; h:breaks {\"at\":\"1\"}; c:awaits {\"signal\":\"go\"}; t -> l; l.loop -> h; h -> c; c -> l; l.done -> b";
    private const string Repeat = "s:split {\"round\":3}; h:breaks {\"at\":\"1\"}; t -> s; s.false -> h; h -> p; p -> s *5; s.true -> x";
    private const string Nested = "l:loop {\"batchSize\":2}; i:loop {\"batchSize\":1}; h:breaks {\"at\":\"1/0\"}; t -> l; l.loop -> i; i.loop -> h; h -> i; i.done -> c; c -> l; l.done -> b";
    private static readonly JsonElement Ok = JsonElement.Parse("""{"ok":true}""");
    private readonly MemoryRunStore _store = new();
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(Loop, "-h>l +x h>x x>l", 4, "0hb,1hb,2hxb,3hxb")]
    [InlineData(Loop, "-h>l", 4, "0hb,1hb")]
    [InlineData(Loop, "+x h>x", 4, "0hb,1hb,2hb,3hb")]
    [InlineData(Loop, "+x h>x x>b", 4, "0hb,1hb,2hb,3hb,2hxb,3hxb")]
    [InlineData(Loop, "-l.done>b +z l.done>z", 4, "0hz,1hz,2hz,3hz")]
    [InlineData(Loop, "-b", 4, "0h,1h,2h,3h")]
    [InlineData(Loop, "+y l.done>y -l.done>b y>b", 4, "0hyb,1hyb,2hyb,3hyb")]
    [InlineData("h:breaks {\"at\":\"2\"}; " + "l:loop {\"batchSize\":1}; t -> l; l.loop -> h; h -> z; h -> l; l.done -> b; b -> z", "-h>z +x h>x x>l", 4, "0hz,1hz,0hbz,1hbz,2hbz,2hxbz,3hbz,3hxbz")]
    [InlineData(Loop, "+i:loop -h>l h>i +x i.loop>x x>i i.done>l", 4, "0hb,1hb,2hxb,3hxb")]
    [InlineData("l:loop {\"batchSize\":1,\"concurrency\":3}; h:breaks {\"at\":\"1\"}; t -> l; l.loop -> h; h -> c; c -> l; l.done -> b", "-c", 3, "0hcb,2hcb")]
    [InlineData(Repeat, "-h>p +y h>y y>p", 1, "0hphyphypx")]
    [InlineData(Repeat, "-p>s +y p>y y>s*5", 1, "0hphpyhpyx")]
    [InlineData(Repeat, "-p +q h>q q>s*5", 1, "0hphqhqx")]
    [InlineData(Nested, "-h>i +x h>x x>i", 4, "0hcb,1hcb,2hxcb,3hxcb")]
    [InlineData(Nested, "-i.done>c +y i.done>y y>c", 4, "0hcb,1hcb,2hycb,3hycb")]
    public async Task Apply_InARound_EarlierRoundsStayAndTheRestGoesByIt(string drawn, string change, int items, string expected)
    {
        await using var bench = Bench();
        var run = await PausedAsync(bench, Drawn.Of(drawn), items);
        await TakenAsync(bench, run, change);
        var ended = await EndedAsync(bench, run);
        Assert.Equal(expected, await bench.OutputAsync(ended));
    }

    [Theory]
    [InlineData("l:loop; h:breaks {\"at\":\"2\"}; t -> l; l.loop -> h; h -> l; l.done -> b", "-h>l +x h>x x>l", 4, "0hb,1hb,2hxb,3hxb")]
    [InlineData("l:loop; h:breaks {\"at\":\"2\"}; t -> l; l.loop -> h; h -> l; l.done -> b", "+x l.done>x", 4, "0hx,1hx,2hx,3hx")]
    [InlineData("h:breaks {\"at\":\"1\"}; t -> a; t -> c; a -> h; c -> h; h -> b", "+x -h>b h>x x>b", 1, "0chxb")]
    [InlineData("h:breaks {\"at\":\"0\"}; j:join; t -> a; t -> h; a -> j.in1; h -> j.in2; j -> b", "+x j>x x>b", 1, "0axb,0hxb")]
    [InlineData("s:split {\"round\":3}; h:breaks {\"at\":\"1\"}; t -> s; s.false -> h; h -> s *5; s.true -> x", "-h>s +y h>y y>s*5", 1, "0hhyhyx")]
    public async Task Apply_WithJoinEach_RunsThatEndedStayAndTheRestGoesByIt(string drawn, string change, int items, string expected)
    {
        await using var bench = Bench();
        var run = await PausedAsync(bench, EachRuns.Drawn(drawn), items);
        await TakenAsync(bench, run, change);
        var ended = await EndedAsync(bench, run);
        Assert.Equal(expected, await bench.OutputAsync(ended));
    }

    [Theory]
    [InlineData(Loop, "-l.loop>h +x l.loop>x x>h", "'l'")]
    [InlineData(Loop, "-h", "'h'")]
    [InlineData(Loop, "-l", "'l'")]
    [InlineData(Side, "-h>c +x h>x x>c", "'h'")]
    [InlineData(Side, "-c", "'c'")]
    [InlineData(Repeat, "-p>s", "'s'")]
    [InlineData(Repeat, "-s.true>x", "'s'")]
    [InlineData(Repeat, "-p>s p>s*9 -s.false>h +y s.false>y y>h", "'s'")]
    public async Task Apply_WhereSomethingOfALiveRoundHasSettled_NeedsAForkAndNamesTheNode(string drawn, string change, string named) =>
        await RefusedAsync(Drawn.Of(drawn), change, named);

    [Theory]
    [InlineData("h:breaks {\"at\":\"1\"}; t -> a; t -> c; a -> h; c -> h; h -> b", "-h", "'h'")]
    [InlineData("h:breaks {\"at\":\"0\"}; t -> a; t -> c; a -> h; c -> h; h -> b", "-c", "'c'")]
    [InlineData("h:breaks {\"at\":\"0\"}; j:join; t -> a; t -> h; a -> j.in1; h -> j.in2; j -> b", "-a>j.in1", "'a'")]
    [InlineData("l:loop; h:breaks {\"at\":\"1\"}; t -> l; l.loop -> h; h -> l; l.done -> b", "-t>l", "'l'")]
    public async Task Apply_WithJoinEachWhatIsOnItsWay_NeedsAForkAndNamesTheNode(string drawn, string change, string named) =>
        await RefusedAsync(EachRuns.Drawn(drawn), change, named);

    [Fact]
    public async Task Apply_InARound_ARestartGoesOnWithIt()
    {
        var first = Bench();
        var run = await PausedAsync(first, Drawn.Of("g:breaks {\"at\":\"3\"}; " + Loop.Replace("h -> l", "h -> g; g -> l", StringComparison.Ordinal)), 5);
        await TakenAsync(first, run, "-g>l +x g>x x>l");
        await RunRulesTests.Eventually(() => first.Engine.Pauses(run) is [{ Node: "g" }]);
        var workflow = first.Documents.Single();
        await first.DisposeAsync();

        await using var second = Bench();
        second.Documents[workflow.Key] = workflow.Value;
        await second.Engine.ResumeAsync(default);
        await TakenAsync(second, run, "-x +y g>y y>l", "g");
        Assert.Equal("0hgb,1hgb,2hgxb,3hgyb,4hgyb", await second.OutputAsync(await EndedAsync(second, run)));
    }

    private async Task RefusedAsync(Workflow workflow, string change, string named)
    {
        await using var bench = Bench();
        var run = await PausedAsync(bench, workflow, 4);
        var pause = bench.Engine.Pauses(run).Single();
        var refused = Assert.IsType<PauseResult.Refused>(await bench.Engine.AnswerPauseAsync(run, pause.Id, Answer(bench, change, "h"), default)).Failure;
        Assert.Equal(PauseResult.NeedsFork, refused.Code);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Equal(pause.Id, bench.Engine.Pauses(run).Single().Id);
        Assert.Null(await bench.Engine.RevisionAsync(run, 1, default));
    }

    private static PauseAnswer Answer(EngineBench bench, string change, string node) => new(PauseAnswerType.Apply)
    {
        Operations = [new WorkflowOperation.SetParameters(node, Ok), .. DrawnChange.Of(change, id => bench.Documents.Values.Single().Nodes.Single(one => one.Id == id))],
    };

    private static async Task TakenAsync(EngineBench bench, string run, string change, string node = "h")
    {
        var result = await bench.Engine.AnswerPauseAsync(run, bench.Engine.Pauses(run).Single(pause => pause.Node == node).Id, Answer(bench, change, node), default);
        Assert.True(result is PauseResult.Taken, result.ToString());
    }

    private static async Task<RunRecord> EndedAsync(EngineBench bench, string run)
    {
        var ended = (await bench.Engine.WaitAsync(run, TimeSpan.FromSeconds(20), default))!;
        Assert.True(bench.Faults.IsEmpty, string.Join("\n", bench.Faults));
        Assert.True(ended.Status == RunStatus.Completed, $"{ended.Status} {ended.Failure?.Message}");
        return ended;
    }

    private static async Task<string> PausedAsync(EngineBench bench, Workflow workflow, int items)
    {
        var started = await bench.StartAsync(workflow with { Config = workflow.Config with { Healing = Healing.Suggest } }, items);
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Paused);
        return started.RunId;
    }

    /// <summary><c>breaks</c> fails in its iteration <c>at</c>, until its parameters say <c>ok</c>, and tags its items.</summary>
    private EngineBench Bench() => new(
        new TestCatalogue(new WaitingKind(), new TestKind("breaks", async (context, stop) =>
        {
            var parameters = context.Node.Parameters;
            if (!parameters.TryGetProperty("ok", out var _) && parameters.GetProperty("at").GetString() == context.Iteration.Path)
            {
                return new NodeResult.Failed(Failures.Failure.Of("test.breaks", "It breaks."));
            }

            foreach (var (index, item) in (await context.FirstInput.ReadAllAsync(stop)).Index())
            {
                var path = item.Json.TryGetProperty("path", out var p) ? p.GetString() : "";
                await context.WriteAsync("out", new(JsonElement.Parse($$"""{"n":{{item.Json.GetProperty("n")}},"path":"{{path}}{{context.Node.Id}}"}""")), Origin.First(index));
            }

            return NodeResult.Done;
        })),
        _store, _clock);
}
