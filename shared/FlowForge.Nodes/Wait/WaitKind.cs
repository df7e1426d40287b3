using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Wait;

/// <summary>Lets time pass before its items go on.</summary>
internal sealed class WaitKind : INodeKind
{
    private readonly TypedParameters<WaitParameters> parameters = new((_, resolved) => WaitParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => WaitDescription.Value;

    /// <inheritdoc/>
    public IReadOnlyList<string> OutputPorts(Node node) => WaitModes.Ports(node.Parameters);

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => WaitModes.Check(node.Parameters);

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var now = context.Clock.GetUtcNow();
        var until = read.Value.Until(now, Moments.Zone(context.Run.Timezone));
        return until.IsFailure ? new NodeResult.Failed(until.Failure) : new NodeResult.WaitUntil(until.Value);
    }
}
