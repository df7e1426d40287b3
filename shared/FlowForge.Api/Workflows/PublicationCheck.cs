using FlowForge.Api.Answers;
using FlowForge.Api.Hooks;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Workflows;

/// <summary>What stands against making a workflow's triggers live. It is stricter than saving: a live trigger has nobody who looks on.</summary>
internal static class PublicationCheck
{
    /// <summary>Errors that keep it from going live, and warnings.</summary>
    public static async ValueTask<IReadOnlyList<Problem>> CheckAsync(ApiServices services, Workflow workflow, CancellationToken cancellation) =>
    [
        .. (await DocumentCodec.ValidateAsync(services, workflow, cancellation).ConfigureAwait(false)).Select(Strict),
        .. WithoutAuth(workflow, services.Options.IsLoopback),
    ];

    /// <summary>422 with every problem, or null when none is an error. With one kind of error its code is the refusal's.</summary>
    public static ApiProblem? Refuse(IReadOnlyList<Problem> problems)
    {
        var codes = problems.Where(problem => !problem.IsWarning).Select(problem => problem.Code).Distinct().ToList();
        return codes.Count == 0 ? null
            : codes is [var only] ? Refusals.Invalid(problems) with { Code = only }
            : Refusals.Invalid(problems);
    }

    private static Problem Strict(Problem problem) =>
        problem.Code is FailureCodes.CredentialUnavailable or FailureCodes.UnknownKind ? problem with { IsWarning = false } : problem;

    private static IEnumerable<Problem> WithoutAuth(Workflow workflow, bool isLoopback)
    {
        for (var i = 0; i < workflow.Nodes.Count; i++)
        {
            var node = workflow.Nodes[i];
            if (node.Kind == HookRoutes.Kind && !node.Disabled && !node.Parameters.TryGetProperty("auth"u8, out _))
            {
                yield return new(
                    "hook.authMissing", $"graph.nodes[{i}].parameters.auth",
                    "Anyone who reaches this host may call this webhook; write 'auth: { type: none }' if that is meant.", isLoopback, NodeIds: [node.Id]);
            }
        }
    }
}
