using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Tests.Engine;
using FlowForge.Simulation.Audits;
using FlowForge.Simulation.Hosts;

namespace FlowForge.Simulation.Scenes;

/// <summary>A schedule under hosts that come and go and clocks that are set: each occurrence once, as the rule for missed ones says.</summary>
internal sealed class ScheduleScene : Scene
{
    private static readonly DateTimeOffset First = new(2026, 11, 26, 22, 0, 3, TimeSpan.Zero);
    private readonly Every _every = new(First, TimeSpan.FromSeconds(7), 6);
    private readonly Workflow _workflow;
    private readonly MissedRuns _missed;
    private readonly OverlapRule _overlap;

    public ScheduleScene(World world, int number, Random random)
        : base(world, number)
    {
        (_missed, _overlap) = ((MissedRuns)random.Next(3), (OverlapRule)random.Next(3));
        _workflow = Drawn.Of($"t -> a; a -> b", change: node => node.Id == "t" ? node with { Kind = $"clock{Number}" } : node, id: Id) with { Version = 1 };
    }

    public override string Name => $"{Id} schedule, {_missed}, {_overlap}";

    public override string Title => "schedule";

    public override IEnumerable<Workflow> Workflows => [_workflow];

    public override IEnumerable<Workflow> Published => Workflows;

    public override IEnumerable<INodeKind> Kinds(Host host) => [.. SceneKinds.Of(host), new ClockKind($"clock{Number}", _every, _missed, _overlap)];

    public override async Task PlayAsync()
    {
        while (World.Turns.Now < World.Faults.Until || Through is null || Through < _every.Last || World.Disk.All().Any(run => run.WorkflowId == Id && !run.HasEnded))
        {
            await World.Turns.PauseAsync(null, "watches", TimeSpan.FromSeconds(4));
        }
    }

    public override void Check()
    {
        var runs = World.Disk.All().Where(run => run.WorkflowId == Id).ToList();
        var at = runs.ConvertAll(run => FrameCheck.Frames(World, run.Id).Where(frame => frame.NodeId == "t" && frame.Side == FrameSideEgress).Select(frame => frame.Output[0].Items[0].Json.GetProperty("at").GetDateTimeOffset()).FirstOrDefault());
        var twice = at.Where(moment => moment != default).GroupBy(moment => moment).Where(group => group.Count() > 1).ToList();
        World.Audit.Check(twice.Count == 0, $"{Name}: {string.Join(',', twice.Select(group => group.Key))} was started twice");
        World.Audit.Check(runs.Count <= _every.Count, $"{Name}: {runs.Count} runs of {_every.Count} occurrences");
        var due = _every.CountAfter(World.Disk.LiveSince[Id]);
        World.Audit.Check(_missed != MissedRuns.All || runs.Count >= due, $"{Name}: {runs.Count} runs of {due} occurrences");
        World.Audit.Check(_missed == MissedRuns.Skip || due == 0 || runs.Count > 0, $"{Name}: no run");
        foreach (var run in runs)
        {
            var isWell = run.Status == RunStatus.Completed || (_overlap == OverlapRule.Skip && run.Failure?.Code == "concurrency.skipped");
            World.Audit.Check(isWell, $"{Name}: {run.Id} is {run.Status} {run.Failure?.Code}");
        }
    }

    private const Core.Frames.FrameSide FrameSideEgress = Core.Frames.FrameSide.Egress;

    private DateTimeOffset? Through => World.Disk.Schedules.ReadAsync(default).AsTask().Result.FirstOrDefault(row => row.Trigger.WorkflowId == Id)?.Through;

    private sealed class Every(DateTimeOffset first, TimeSpan period, int count) : IRecurrence
    {
        public int Count => count;

        /// <summary>Occurrences after a moment.</summary>
        public int CountAfter(DateTimeOffset moment) => Enumerable.Range(0, count).Count(n => first + (period * n) > moment);

        public DateTimeOffset Last => first + (period * (count - 1));

        public DateTimeOffset? Next(DateTimeOffset after)
        {
            var next = after < first ? first : first + (period * ((after - first).Ticks / period.Ticks + 1));
            return next > Last ? null : next;
        }
    }

    private sealed class ClockKind(string name, IRecurrence recurrence, MissedRuns missed, OverlapRule overlap) : IScheduleKind
    {
        public KindDescription Description { get; } = new TestKind(name, (_, _) => default, inputs: [], isTrigger: true).Description;

        public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
        {
            context.PassThrough("out", "in");
            return new(NodeResult.Done);
        }

        public Outcome<Schedule> Schedule(Node node, string timezone) =>
            new Schedule { Recurrence = recurrence, Every = TimeSpan.FromSeconds(7), Timezone = timezone, Missed = missed, Overlap = overlap };

        public Item Item(Schedule schedule, DateTimeOffset occurrence, DateTimeOffset now) => new(JsonElement.Parse($$"""{"n":0,"at":"{{occurrence:O}}"}"""));
    }
}
