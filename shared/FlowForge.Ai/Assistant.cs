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

    /// <summary>An assistant over a model and the kinds of the host.</summary>
    /// <param name="model">The model.</param>
    /// <param name="catalogue">The kinds that proposals may use.</param>
    /// <param name="scripts">Reads expressions and code; opened at the first use.</param>
    public Assistant(ILanguageModel model, ICatalogue catalogue, Func<IScripts> scripts)
    {
        this.model = model;
        prompts = new(model, catalogue, scripts);
    }

    /// <inheritdoc/>
    public string? Missing => model.Missing;

    /// <inheritdoc/>
    public ValueTask<Outcome<WorkflowProposal>> ProposeAsync(WorkflowRequest request, IAssistantListener listener, CancellationToken cancellation) =>
        Missing is { } missing ? new(Failure.Of(AiFailures.NotConfigured, missing)) : prompts.ProposeAsync(request, listener, cancellation);
}
