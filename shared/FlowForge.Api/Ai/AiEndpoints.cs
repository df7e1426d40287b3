using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core.Failures;
using FlowForge.Core.Proposals;

namespace FlowForge.Api.Ai;

/// <summary><c>/ai/*</c>: proposals and explanations. Nothing here changes a workflow or runs one.</summary>
internal static class AiEndpoints
{
    /// <summary>→ <c>{ configured, missing?, model?, server? }</c>: whether there is a model to ask, and which. Never the key.</summary>
    public static ValueTask<Answer> State(ApiCall call)
    {
        var assistant = call.Services.Assistant;
        return new(new Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("configured"u8, assistant is { Missing: null });
            var missing = assistant is null ? "This host has no AI layer." : assistant.Missing;
            foreach (var (name, text) in new[] { ("missing", missing), ("model", assistant?.Model), ("server", assistant?.Server) })
            {
                if (text is not null)
                {
                    writer.WriteString(name, text);
                }
            }

            writer.WriteEndObject();
        }));
    }

    /// <summary><c>{ prompt, workflow?, conversation? }</c> → a proposal.</summary>
    public static async ValueTask<Answer> Workflow(ApiCall call)
    {
        var request = await AiBodies.WorkflowAsync(call).ConfigureAwait(false);
        return request.IsRefused ? request.Problem : await AiAnswers.OfAsync(call, async (listener, cancellation) =>
        {
            var proposed = await call.Services.Assistant!.ProposeAsync(request.Value, listener, cancellation).ConfigureAwait(false);
            return proposed.IsFailure ? proposed.Failure : Written(writer => ProposalJson.Write(writer, proposed.Value.Proposal, more => AiWriting.Usage(more, proposed.Value.Usage)));
        }).ConfigureAwait(false);
    }

    /// <summary><c>{ prompt, workflow?, conversation?, run?, node? }</c> → <c>{ text, proposal?, usage }</c>.</summary>
    public static async ValueTask<Answer> Chat(ApiCall call)
    {
        var request = await AiBodies.ChatAsync(call).ConfigureAwait(false);
        return request.IsRefused ? request.Problem : await AiAnswers.OfAsync(call, async (listener, cancellation) =>
        {
            var said = await call.Services.Assistant!.ChatAsync(request.Value, listener, cancellation).ConfigureAwait(false);
            return said.IsFailure ? said.Failure : Written(writer => AiWriting.Chat(writer, said.Value));
        }).ConfigureAwait(false);
    }

    /// <summary><c>{ prompt, run?, node? }</c> → <c>{ definition, explanation, usage }</c>; the samples are what the node of the run was given.</summary>
    public static async ValueTask<Answer> Node(ApiCall call)
    {
        var request = await AiBodies.KindAsync(call).ConfigureAwait(false);
        return request.IsRefused ? request.Problem : await AiAnswers.OfAsync(call, async (listener, cancellation) =>
        {
            var made = await call.Services.Assistant!.MakeKindAsync(request.Value, listener, cancellation).ConfigureAwait(false);
            return made.IsFailure ? made.Failure : Written(writer => AiWriting.Kind(writer, made.Value));
        }).ConfigureAwait(false);
    }

    /// <summary><c>{ run, pause? | node? }</c> → <c>{ cause, action, explanation, trial?, retryAfterSeconds?, data?, proposal?, usage }</c>.</summary>
    public static async ValueTask<Answer> Heal(ApiCall call)
    {
        var request = await HealQuestion.ReadAsync(call).ConfigureAwait(false);
        return request.IsRefused ? request.Problem : await AiAnswers.OfAsync(call, async (listener, cancellation) =>
        {
            var heal = await call.Services.Assistant!.HealAsync(request.Value, listener, cancellation).ConfigureAwait(false);
            return heal.IsFailure ? heal.Failure : Written(writer => AiWriting.Heal(writer, heal.Value));
        }).ConfigureAwait(false);
    }

    private static Outcome<Action<Utf8JsonWriter>> Written(Action<Utf8JsonWriter> write) => write;
}
