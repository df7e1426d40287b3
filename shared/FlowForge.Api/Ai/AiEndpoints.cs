using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core.Failures;
using FlowForge.Core.Proposals;

namespace FlowForge.Api.Ai;

/// <summary><c>/ai/*</c>: proposals and explanations. Nothing here changes a workflow or runs one.</summary>
internal static class AiEndpoints
{
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

    private static Outcome<Action<Utf8JsonWriter>> Written(Action<Utf8JsonWriter> write) => write;
}
