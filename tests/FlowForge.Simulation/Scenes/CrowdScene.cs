using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Simulation.Hosts;

namespace FlowForge.Simulation.Scenes;

/// <summary>Many starts under one concurrency key: never more at work than it allows, and those that queue in the order of their turns.</summary>
internal sealed class CrowdScene : Scene
{
    private readonly Workflow _workflow;
    private readonly ConcurrencyRule _rule;
    private readonly string[] _runs;
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    public CrowdScene(World world, int number, Random random)
        : base(world, number)
    {
        _rule = new("shared", 1 + random.Next(2), (WhenBusy)random.Next(3));
        _runs = new string[3 + random.Next(4)];
        _workflow = Drawn.Of($"h:hold{Number}; t -> h; h -> b", new() { Concurrency = _rule }, id: Id);
    }

    public override string Name => $"{Id} {_runs.Length} starts, {_rule.Limit} at a time, {_rule.WhenBusy}";

    public override string Title => "crowd";

    public override int Kept => 4;

    public override IEnumerable<Workflow> Workflows => [_workflow];

    public override IEnumerable<INodeKind> Kinds(Host host) =>
    [
        .. SceneKinds.Of(host),
        new TestKind($"hold{Number}", async (context, stop) =>
        {
            Begin(context.Run.RunId);
            await SceneKinds.CallAsync(host, context, false, stop);
            await SceneKinds.CallAsync(host, context, false, stop);
            context.PassThrough("out", "in");
            return NodeResult.Done;
        }),
    ];

    public override Task PlayAsync() => Task.WhenAll(_runs.Select(async (_, i) =>
    {
        await World.Turns.PauseAsync(null, "comes", TimeSpan.FromSeconds(1));
        _runs[i] = await StartAsync(_workflow, 1, $"{i}");
        await EndedAsync(_runs[i]);
    }));

    public override void Check()
    {
        foreach (var run in _runs.Select(run => World.Disk.Run(run)!))
        {
            var isWell = (_rule.WhenBusy, run.Status, run.Failure?.Code) switch
            {
                (_, RunStatus.Completed, null) => true,
                (WhenBusy.Skip, RunStatus.Cancelled, "concurrency.skipped") => !_begun.Contains(run.Id),
                (WhenBusy.Replace, RunStatus.Cancelled, "concurrency.replaced") => true,
                _ => false,
            };
            World.Audit.Check(isWell, $"{Name}: {run.Id} is {run.Status} {run.Failure?.Code}");
        }

        World.Audit.Check(_rule.WhenBusy == WhenBusy.Queue || _runs.Any(run => World.Disk.Run(run)!.Status == RunStatus.Completed), $"{Name}: none completed");
    }

    private void Begin(string run)
    {
        if (!_begun.Add(run))
        {
            return;
        }

        var atWork = _begun.Count(other => !World.Audit.Of(other).HasEnded);
        World.Audit.Check(atWork <= _rule.Limit, $"{Name}: {atWork} runs are at work");
        var turn = World.Disk.Run(run)!.Ticket!.Number;
        var passed = World.Disk.All().Where(other => other.WorkflowId == Id && !other.HasEnded && other.Ticket!.Number < turn && !_begun.Contains(other.Id)).ToList();
        World.Audit.Check(_rule.WhenBusy != WhenBusy.Queue || passed.Count == 0 || _rule.Limit > 1, $"{Name}: {run} has passed {string.Join(',', passed.Select(other => other.Id))}");
    }
}
