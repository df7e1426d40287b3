using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>
/// Lets a language model work on each item with tools, which are workflows: each call is a run of its own. What the model has decided is recorded before anything
/// is called, so that a host that dies calls nothing twice. Failures: <c>ai.*</c>, <c>call.*</c>, <c>node.parameter</c>.
/// </summary>
/// <param name="model">The host's models.</param>
internal sealed class AiAgentKind(HostModel model) : ICallingKind
{
    private readonly TypedParameters<AiAgentParameters> parameters = new((_, given) => AiAgentParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => AiAgentDescription.Value;

    /// <inheritdoc/>
    public bool HasEffect(Node node) => true;

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) => model.Capabilities.Concat(AgentTools.Capabilities(node));

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => DrawnSchema.Check(node, "schema");

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        model.Missing is { } missing ? new NodeResult.Failed(missing)
        : context.FirstInput.Count > Limits.AiAgentItems ? new NodeResult.Failed(Failure.Of(FailureCodes.Limit, $"An agent takes {Limits.AiAgentItems} items at most; a loop gives them in batches."))
        : await new AgentWork(model, parameters, context, new()).GoOnAsync(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<NodeResult> GoOnAsync(INodeContext context, string memo, IReadOnlyList<EndedCall>? ended, CancellationToken cancellation)
    {
        var kept = await MemoStore.ReadAsync(context.Binaries, memo, cancellation).ConfigureAwait(false);
        if (kept.IsFailure)
        {
            return new NodeResult.Failed(kept.Failure);
        }

        if (ended is null)
        {
            return MemoStore.Calls(kept.Value, memo);
        }

        context.Spend(kept.Value.Usage);
        await ToolResults.TakeAsync(kept.Value, ended, cancellation).ConfigureAwait(false);
        return await new AgentWork(model, parameters, context, kept.Value).GoOnAsync(cancellation).ConfigureAwait(false);
    }
}
