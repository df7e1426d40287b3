using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Simulation.Scenes;

/// <summary>What is written down of a drawn scene.</summary>
/// <param name="Drawing">The workflow.</param>
/// <param name="Items">Items of a run.</param>
internal sealed record Script(string Drawing, int Items = 1)
{
    /// <summary>Other workflows by id, as drawings.</summary>
    public IReadOnlyList<(string Id, string Drawing)> Others { get; init; } = [];

    /// <summary>Settings; ids of other workflows in them begin with the scene's.</summary>
    public Func<string, WorkflowConfig> Config { get; init; } = _ => new();

    public Func<Node, Node> Change { get; init; } = node => node;

    /// <summary>What is sent to a run, in order: signals and answers.</summary>
    public string Messages { get; init; } = "";

    /// <summary>What is answered to the pauses of a run.</summary>
    public string Pauses { get; init; } = "";

    /// <summary>Nodes before which a run stops.</summary>
    public string? Breakpoints { get; init; }

    /// <summary>Whether frames depend on what comes first.</summary>
    public bool IsRace { get; init; }

    /// <summary>Whether somebody cancels the run.</summary>
    public bool IsCancelled { get; init; }
}

/// <summary>Runs of a workflow that is written down, and those who send it what it waits for.</summary>
internal sealed class DrawnScene : Scene
{
    private readonly Script _script;
    private readonly Workflow _workflow;
    private readonly List<Workflow> _others;
    private readonly string[] _runs;

    public DrawnScene(World world, int number, Script script, Random random)
        : base(world, number)
    {
        _script = script;
        _runs = new string[1 + random.Next(2)];
        _others = [.. script.Others.Select(other => Drawn.Of(Own(other.Drawing), change: script.Change, id: $"{Id}{other.Id}"))];
        _workflow = Drawn.Of(Own(script.Drawing), script.Config(Id), script.Change, Id);
    }

    public override string Name => $"{Id} {_script.Drawing} {_script.Messages}{_script.Pauses}";

    public override string Title => $"drawn{Array.IndexOf(Scripts.All, _script):00}";

    public override IEnumerable<Workflow> Workflows => [_workflow, .. _others];

    public override IEnumerable<string> SameRuns => _script.IsRace || _script.IsCancelled ? [] : _runs;

    public override Task PlayAsync() => Task.WhenAll(_runs.Select((_, i) => PlayAsync(i)));

    public override void Check()
    {
        var of = World.Disk.All();
        foreach (var run in of.Where(run => run.Caller is null && run.WorkflowId == Id))
        {
            var errors = of.Count(other => other.Caller?.RunId == run.Id && other.Mode == "error");
            var wanted = _workflow.Config.ErrorWorkflow is not null && run.Status == RunStatus.Failed ? 1 : 0;
            World.Audit.Check(errors == wanted, $"{Name}: {errors} error workflows for {run.Id}, which is {run.Status}");
        }

        foreach (var twice in of.Where(run => run.Caller is not null && run.Mode != "error").GroupBy(run => (run.Caller!.RunId, run.Caller.Text)).Where(group => group.Count() > 1))
        {
            World.Audit.Wrong($"{Name}: {twice.Key} has started {twice.Count()} runs");
        }

        if (_workflow.Nodes.Any(node => node.Kind == "count"))
        {
            var counted = World.Disk.Runs.State.ReadAsync(Id, Core.State.StateScope.Workflow, default).AsTask().Result.Keys.Order(StringComparer.Ordinal);
            World.Audit.Check(counted.SequenceEqual(_runs.Order(StringComparer.Ordinal)), $"{Name}: the state counts {string.Join(',', counted)}");
        }
    }

    private async Task PlayAsync(int i)
    {
        var part = _script.Breakpoints is { } breakpoints ? RunPart.Whole.BreakingAt(breakpoints.Split(',')) : RunPart.Whole;
        var run = _runs[i] = await StartAsync(_workflow, _script.Items, $"{i}", request => request with { Part = part });
        var sending = Task.WhenAll(SendAsync(run, OutsideMessage.Of(_script.Messages)), SendAsync(run, PauseReply.Of(_script.Pauses)));
        if (_script.IsCancelled)
        {
            await World.Turns.PauseAsync(null, "patience", TimeSpan.FromSeconds(3));
            await AskAsync(async host => await host.Engine.CancelAsync(run, default) is not null);
        }

        await EndedAsync(run);
        await sending;
    }

    private async Task SendAsync(string run, IEnumerable<IOutsideMessage> messages)
    {
        foreach (var message in messages)
        {
            while (await AskAsync(host => message.SendAsync(host.Engine, World.Disk.Run(run)!)) == MailResult.UnknownRun && World.Disk.Run(run) is { HasEnded: false })
            {
                await PauseAsync();
            }
        }
    }

    /// <summary>Workflows that a drawing calls are the scene's own.</summary>
    private string Own(string drawing) => drawing.Replace("\"id\":\"", $"\"id\":\"{Id}", StringComparison.Ordinal);
}
