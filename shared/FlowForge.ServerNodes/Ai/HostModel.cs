using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;

namespace FlowForge.ServerNodes.Ai;

/// <summary>The language models of the host as nodes ask them: what a call took goes on the node's frame.</summary>
/// <param name="model">The models; null on a host without any.</param>
internal sealed class HostModel(ILanguageModel? model)
{
    /// <summary>Why nothing can be asked, <c>ai.notConfigured</c>, or null.</summary>
    public Failure? Missing => model is null ? Failure.Of(AiFailures.NotConfigured, "This host has no language models.")
        : model.Missing is { } missing ? Failure.Of(AiFailures.NotConfigured, missing)
        : null;

    /// <summary>Where items are sent to.</summary>
    public IEnumerable<Capability> Capabilities => model?.Origin is { } origin ? [new Capability.Host(origin)] : [];

    /// <summary>Asks once.</summary>
    /// <param name="context">The node.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="item">The item it is asked for.</param>
    /// <param name="page">Number of the call for that item, from 0.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask<Outcome<ModelReply>> AskAsync(INodeContext context, ModelRequest request, int item, int page, CancellationToken cancellation)
    {
        if (Missing is { } missing)
        {
            return missing;
        }

        var reply = await model!.AskAsync(request with { IdempotencyKey = context.IdempotencyKey(item, page) }, cancellation).ConfigureAwait(false);
        if (!reply.IsFailure)
        {
            // Several items are asked for at a time.
            lock (context)
            {
                context.Spend(reply.Value.Usage);
            }
        }

        return reply;
    }

    /// <summary>Asks for JSON; a reply that <paramref name="check"/> refuses goes back with the reasons, at most <see cref="Limits.AiCorrections"/> times.</summary>
    /// <typeparam name="T">What is made of the reply.</typeparam>
    /// <param name="item">The item it is asked for.</param>
    /// <param name="request">What is asked, with its shape.</param>
    /// <param name="check">Reads a reply; its failure's message is what the model is told.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask<Outcome<T>> AskSoundAsync<T>(NodeItem item, ModelRequest request, Func<string, Outcome<T>> check, CancellationToken cancellation)
    {
        for (var page = 0; ; page++)
        {
            var reply = await AskAsync(item.Context, request, item.Index, page, cancellation).ConfigureAwait(false);
            if (reply.IsFailure)
            {
                return reply.Failure;
            }

            var read = check(reply.Value.Text);
            if (!read.IsFailure)
            {
                return read;
            }

            if (page == Limits.AiCorrections)
            {
                return Failure.Of(AiFailures.InvalidReply, $"The model's reply was sent back {Limits.AiCorrections} times and still does not fit. {read.Failure.Message}");
            }

            request = request with
            {
                Messages = [.. request.Messages, new(ModelRole.Assistant, reply.Value.Text), new(ModelRole.User, $"This reply cannot be used. {read.Failure.Message} Answer again with the whole JSON object, corrected, and nothing else.")],
            };
        }
    }
}
