using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using FlowForge.Ai.Budgets;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using OpenAI;
using OpenAI.Chat;

namespace FlowForge.Ai.Models;

/// <summary>Models of an OpenAI-compatible server. One instance serves the whole host.</summary>
public sealed class OpenAiModel : ILanguageModel
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly AiOptions options;
    private readonly TimeProvider clock;
    private readonly TokenBudget budget;
    private readonly KeyMask mask;
    private readonly OpenAIClient? client;

    // Models that have refused a schema once; they are asked by words from then on.
    private readonly ConcurrentDictionary<string, bool> withoutShapes = new(StringComparer.Ordinal);

    /// <summary>Models under the operator's options, called through <paramref name="egress"/>, which must let the options' origin pass.</summary>
    public OpenAiModel(AiOptions options, IEgress egress, TimeProvider clock, IUsageLedger? ledger = null)
    {
        this.options = options;
        this.clock = clock;
        budget = new(options, ledger ?? new MemoryLedger(), clock);
        mask = new(options.ApiKey);
        client = options.ApiKey is { } key ? new(new ApiKeyCredential(key), new()
        {
            Endpoint = options.BaseUrl,
            Transport = new EgressTransport(egress, options.CallTime),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = options.CallTime + FirstPause,
            ClientLoggingOptions = new() { EnableLogging = false },
        }) : null;
    }

    /// <inheritdoc/>
    public string? Missing => client is null
        ? "The AI layer needs a key: set FlowForge__Ai__ApiKey (or OPENROUTER_API_KEY) and start the host again; FlowForge__Ai__BaseUrl and FlowForge__Ai__Model choose the server and the model."
        : null;

    /// <inheritdoc/>
    public string? Origin => client is null ? null : options.BaseUrl.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    public string? Usual => client is null ? null : options.Model;

    /// <inheritdoc/>
    public async ValueTask<Outcome<ModelReply>> AskAsync(ModelRequest request, CancellationToken cancellation)
    {
        if (client is null)
        {
            return Failure.Of(AiFailures.NotConfigured, Missing!);
        }

        // It reaches the transport through the client, which has no place for it.
        EgressTransport.IdempotencyKey.Value = request.IdempotencyKey;
        var model = request.Model ?? options.Model;
        for (var repeats = 0; ;)
        {
            var withShape = request.Shape is not null && !withoutShapes.ContainsKey(model);
            var end = await AskOnceAsync(client.GetChatClient(model), request, withShape, cancellation).ConfigureAwait(false);
            switch (end)
            {
                case AskEnd.Replied replied:
                    return mask.Of(replied.Reply);
                case AskEnd.LacksShapes when withShape:
                    withoutShapes[model] = true;
                    continue;
                case AskEnd.Later later when repeats < Limits.AiRepeats && (later.After ?? FirstPause) <= options.PatienceWithLimits:
                    repeats++;
                    await Task.Delay(later.After ?? (FirstPause * repeats), clock, cancellation).ConfigureAwait(false);
                    continue;
                default:
                    return end.Failure;
            }
        }
    }

    private async ValueTask<AskEnd> AskOnceAsync(ChatClient chat, ModelRequest request, bool withShape, CancellationToken cancellation)
    {
        var messages = ChatMessages.Of(request, withShape);
        var prompt = ChatMessages.EstimateTokens(request);
        var reserved = await budget.ReserveAsync(request.Run, prompt, request.MaxTokens, cancellation).ConfigureAwait(false);
        if (reserved.IsFailure)
        {
            return new AskEnd.Failed(reserved.Failure);
        }

        var shown = mask.Stream(request.OnText);
        var reply = new StreamedReply(shown is null ? null : shown.Add, options.Price);
        try
        {
            await foreach (var update in chat.CompleteChatStreamingAsync(messages, ChatMessages.Options(request, withShape), cancellation).ConfigureAwait(false))
            {
                if (!reply.Add(update))
                {
                    break;
                }
            }

            shown?.End();
            return reply.End(prompt);
        }
        catch (ClientResultException refused)
        {
            return Refusal.Of(refused, mask, clock.GetUtcNow());
        }
        catch (EgressFailedException failed)
        {
            return Broken(failed.Failure, failed.HadAnswered || reply.HasBegun);
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or FormatException or InvalidOperationException or ArgumentException or IOException or KeyNotFoundException)
        {
            return new AskEnd.Failed(Failure.Of(AiFailures.InvalidReply, "The model's server sent something that is no stream of chat completions."));
        }
        finally
        {
            await budget.SettleAsync(reserved.Value, reply.Taken(prompt)).ConfigureAwait(false);
        }
    }

    private AskEnd Broken(Failure failure, bool hasBegun) => failure.Code switch
    {
        FailureCodes.CallTimeout => new AskEnd.Failed(Failure.Of(AiFailures.Timeout, $"The model did not finish its reply within {options.CallTime.TotalSeconds:0.#} seconds.", retryable: true)),
        FailureCodes.ResponseTooLarge => new AskEnd.Failed(Failure.Of(AiFailures.InvalidReply, $"The model's reply is larger than {Limits.AiReplyBytes / 1024} KB and was not read to its end.")),
        _ when hasBegun => new AskEnd.Failed(Failure.Of(AiFailures.InvalidReply, "The connection broke off in the middle of the model's reply.", retryable: true)),
        FailureCodes.ConnectionFailed => new AskEnd.Later(null, Failure.Of(AiFailures.Unavailable, $"The model's server cannot be reached. {mask.Of(failure.Message)}", retryable: true)),
        _ => new AskEnd.Failed(Failure.Of(AiFailures.Unavailable, $"The model's server was not called. {mask.Of(failure.Message)}")),
    };
}
