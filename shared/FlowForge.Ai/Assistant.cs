using FlowForge.Ai.Healing;
using FlowForge.Ai.Making;
using FlowForge.Ai.Prompting;
using FlowForge.Core.Assistance;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Ai;

/// <summary>The AI layer of a host.</summary>
public sealed class Assistant : IAssistant
{
    private readonly ILanguageModel model;
    private readonly PromptEngine prompts;
    private readonly NodeGenerator? kinds;
    private readonly Healer healer;

    /// <summary>An assistant over a model and the kinds of the host.</summary>
    /// <param name="model">The model.</param>
    /// <param name="catalogue">The kinds that proposals may use.</param>
    /// <param name="scripts">Reads expressions and code; opened at the first use.</param>
    /// <param name="customKinds">Tries kinds of one's own; null on a host that takes none.</param>
    public Assistant(ILanguageModel model, ICatalogue catalogue, Func<IScripts> scripts, ICustomKinds? customKinds = null)
    {
        kinds = customKinds is null ? null : new(model, customKinds);
        healer = new(model, catalogue, scripts);
        this.model = model;
        prompts = new(model, catalogue, scripts);
    }

    /// <inheritdoc/>
    public string? Missing => model.Missing;

    /// <inheritdoc/>
    public string? Model => model.Usual;

    /// <inheritdoc/>
    public string? Server => model.Origin;

    /// <inheritdoc/>
    public ValueTask<Outcome<WorkflowProposal>> ProposeAsync(WorkflowRequest request, IAssistantListener listener, CancellationToken cancellation) =>
        Missing is { } missing ? new(Failure.Of(AiFailures.NotConfigured, missing)) : prompts.ProposeAsync(request, listener, cancellation);

    /// <inheritdoc/>
    public ValueTask<Outcome<WorkflowProposal>> ChatAsync(ChatRequest request, IAssistantListener listener, CancellationToken cancellation) =>
        Missing is { } missing ? new(Failure.Of(AiFailures.NotConfigured, missing)) : prompts.ChatAsync(request, listener, cancellation);

    /// <inheritdoc/>
    public ValueTask<Outcome<MadeKind>> MakeKindAsync(KindRequest request, IAssistantListener listener, CancellationToken cancellation) =>
        Missing is { } missing ? new(Failure.Of(AiFailures.NotConfigured, missing))
        : kinds is null ? new(Failure.Of("api.notAvailable", "This host takes no custom kinds."))
        : kinds.MakeAsync(request, listener, cancellation);

    /// <inheritdoc/>
    public ValueTask<Outcome<Heal>> HealAsync(HealRequest request, IAssistantListener listener, CancellationToken cancellation) =>
        Missing is { } missing ? new(Failure.Of(AiFailures.NotConfigured, missing)) : healer.HealAsync(request, listener, cancellation);
}
