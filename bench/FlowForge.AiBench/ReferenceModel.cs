using FlowForge.AiBench.Sets;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.AiBench;

/// <summary>Answers what a set has as its references: proves that all of it can be done, without any model.</summary>
internal sealed class ReferenceModel(IReadOnlyList<PromptCase> prompts, IReadOnlyList<HealCase> heals) : ILanguageModel
{
    public string? Missing => null;

    public string Usual => "the references of the sets";

    public ValueTask<Outcome<ModelReply>> AskAsync(ModelRequest request, CancellationToken cancellation) => new(
        ReplyTo([.. request.Messages.Select(static message => message.Text)], prompts, heals) is { } reply
            ? new ModelReply(reply, Usual, new(0, 0, null))
            : Failure.Of(AiFailures.Unavailable, "The set has no reference for this."));

    /// <summary>The reference that answers a request, known by its prompt, or by the id of the broken workflow.</summary>
    /// <param name="messages">All messages.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="heals">The broken runs.</param>
    public static string? ReplyTo(IReadOnlyList<string> messages, IReadOnlyList<PromptCase> prompts, IReadOnlyList<HealCase> heals) =>
        prompts.FirstOrDefault(one => messages.Contains(one.Prompt, StringComparer.Ordinal)) is { } prompt ? prompt.Reference.Reply(prompt.Id)
        : heals.FirstOrDefault(one => messages.Any(message => message.Contains($"\"id\":\"{one.Id}\"", StringComparison.Ordinal))) is { } heal ? heal.Reference?.Reply(heal.Id)
        : null;
}
