using FlowForge.Core.Assistance;
using FlowForge.Core.Failures;

namespace FlowForge.Core.Ports;

/// <summary>The AI layer: it proposes and explains, and never runs or changes anything. Failures: <see cref="AiFailures"/>.</summary>
public interface IAssistant
{
    /// <summary>What is to be set before it can be asked, one sentence; null when it can.</summary>
    string? Missing { get; }

    /// <summary>Name of the model that is asked; null when none is.</summary>
    string? Model => null;

    /// <summary>Scheme and host of the server that is asked; null when none is.</summary>
    string? Server => null;

    /// <summary>Proposes a change of a workflow, or a new one, that does what the prompt says.</summary>
    ValueTask<Outcome<WorkflowProposal>> ProposeAsync(WorkflowRequest request, IAssistantListener listener, CancellationToken cancellation);

    /// <summary>Answers a person's turn of a conversation: the explanation of the proposal is the answer, and its operations are a change that goes with it, or none.</summary>
    ValueTask<Outcome<WorkflowProposal>> ChatAsync(ChatRequest request, IAssistantListener listener, CancellationToken cancellation);

    /// <summary>Proposes a kind of one's own. Its tests have passed in the sandbox; it is not saved.</summary>
    ValueTask<Outcome<MadeKind>> MakeKindAsync(KindRequest request, IAssistantListener listener, CancellationToken cancellation);

    /// <summary>Proposes how a failure may be mended; the excerpt of the request has one.</summary>
    ValueTask<Outcome<Heal>> HealAsync(HealRequest request, IAssistantListener listener, CancellationToken cancellation);
}

/// <summary>Hears of what the AI layer does while it does it.</summary>
public interface IAssistantListener
{
    /// <summary>The model is asked, for the first time (1) or with the problems of the reply before. What <see cref="Text"/> told is of no worth then.</summary>
    void Asking(int attempt);

    /// <summary>A piece of the explanation, while it comes. Plain text of a model: never to be shown as markup.</summary>
    void Text(string piece);

    /// <summary>A reply goes back to the model, with the reasons.</summary>
    void Returned(IReadOnlyList<Validation.Problem> problems);
}
