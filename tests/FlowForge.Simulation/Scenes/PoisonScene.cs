using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Simulation.Hosts;

namespace FlowForge.Simulation.Scenes;

/// <summary>A node that takes its host with it, each time: it fails, no other does, and the host comes to rest (semantics 3, poison).</summary>
internal sealed class PoisonScene(World world, int number) : Scene(world, number)
{
    private readonly Workflow _workflow = Drawn.Of("k:killer; t -> a; a -> k; k -> b", change: node => node with { OnError = OnError.Stop }, id: "w0");
    private int _deaths;
    private string _run = "";

    public override string Name => $"{Id} killer";

    public override string Title => "poison";

    public override IEnumerable<Workflow> Workflows => [_workflow];

    public override IEnumerable<INodeKind> Kinds(Host host) =>
    [
        .. SceneKinds.Of(host),
        new TestKind("killer", async (_, _) =>
        {
            _deaths++;
            host.Kill();
            await host.HoldIfDeadAsync();
            return NodeResult.Done;
        }, hasEffect: Number % 2 == 0),
    ];

    public override async Task PlayAsync()
    {
        _run = await StartAsync(_workflow, 1, "0");
        await EndedAsync(_run);
    }

    public override void Check()
    {
        var run = World.Disk.Run(_run)!;
        World.Audit.Check((run.Status, run.Failure?.Code, run.Failure?.NodeId) == (RunStatus.Failed, "node.crashedHost", "k"), $"{Name}: {run.Status} {run.Failure?.Code} {run.Failure?.NodeId}");
        World.Audit.Check(_deaths + World.Faults.Deaths >= 5 && _deaths <= 9, $"{Name}: {_deaths} deaths");
    }
}
