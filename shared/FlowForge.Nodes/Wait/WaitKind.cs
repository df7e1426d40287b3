using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Wait;

/// <summary>Holds its items back until a time, or until a message comes.</summary>
internal sealed class WaitKind : ISuspendingKind
{
    private readonly TypedParameters<WaitParameters> parameters = new((_, resolved) => WaitParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => WaitDescription.Value;

    /// <inheritdoc/>
    public IReadOnlyList<string> OutputPorts(Node node) => WaitModes.Ports(node.Parameters);

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => WaitModes.Check(node.Parameters);

    /// <inheritdoc/>
    public WaitMode ModeOf(Node node) => WaitModes.Drawn(node.Parameters);

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var wait = read.Value.Wait(context.Clock.GetUtcNow(), Moments.Zone(context.Run.Timezone));
        return wait.IsFailure ? new NodeResult.Failed(wait.Failure) : wait.Value;
    }

    /// <inheritdoc/>
    public async ValueTask<NodeResult> GoOnAsync(INodeContext context, Awakening awakening, CancellationToken cancellation)
    {
        switch (awakening)
        {
            case Awakening.Arrived { Items: var items } when ModeOf(context.Node) == WaitMode.Approval:
                await Approval.WriteAsync(context, items[0].Json, cancellation).ConfigureAwait(false);
                break;
            case Awakening.Arrived { Items: { Count: > 0 } items }:
                await WriteAsync(context, items).ConfigureAwait(false);
                break;
            default:
                var isOver = awakening is Awakening.TimeOver && ModeOf(context.Node) is not (WaitMode.Time or WaitMode.Until);
                context.PassThrough(isOver ? "timeout" : "out", "in");
                break;
        }

        return NodeResult.Done;
    }

    /// <summary>What came takes the place of what waited, and can be followed back to it as far as that is plain.</summary>
    private static async ValueTask WriteAsync(INodeContext context, IReadOnlyList<Item> items)
    {
        var waited = context.FirstInput.Count;
        for (var i = 0; i < items.Count; i++)
        {
            await context.WriteAsync("out", items[i], waited == 1 ? Origin.First(0) : waited == items.Count ? Origin.First(i) : Origin.None).ConfigureAwait(false);
        }
    }
}
