using FlowForge.Api.Answers;
using FlowForge.Api.Hooks;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Workflows;

/// <summary>What stands against making a workflow's triggers live.</summary>
internal static class PublicationCheck
{
    /// <summary>422 with every problem, or null when it may go live.</summary>
    public static ApiProblem? Refuse(ApiServices services, Workflow workflow)
    {
        var problems = new List<Problem>(DocumentCodec.Validate(workflow, services.Catalogue, services.Scripts));
        for (var i = 0; i < workflow.Nodes.Count; i++)
        {
            problems.AddRange(Check(workflow.Nodes[i], $"graph.nodes[{i}]", services));
        }

        var codes = problems.Where(problem => !problem.IsWarning).Select(problem => problem.Code).Distinct().ToList();
        return codes.Count == 0 ? null
            : codes is [var only] && only != "workflow.invalid" ? Refusals.Invalid(problems) with { Code = only }
            : Refusals.Invalid(problems);
    }

    private static IEnumerable<Problem> Check(Node node, string path, ApiServices services)
    {
        if (node.Disabled)
        {
            yield break;
        }

        if (node.Credentials.Count > 0)
        {
            yield return Unavailable(node, $"{path}.credentials", $"node '{node.Id}' names a credential");
        }

        if (services.Catalogue.Find(node.Kind) is null)
        {
            yield return new(FailureCodes.UnknownKind, $"{path}.kind", $"This host has no kind '{node.Kind}'.", NodeIds: [node.Id]);
        }

        if (HookRoutes.AuthType(node) is { } auth && auth != HookRoutes.NoAuth)
        {
            yield return Unavailable(node, $"{path}.parameters.auth", $"node '{node.Id}' asks for auth of type '{auth}'");
        }

        if (node.Kind == HookRoutes.Kind && HookRoutes.AuthType(node) is null && !services.Options.IsLoopback)
        {
            yield return new(
                "hook.authMissing", $"{path}.parameters.auth",
                "This host can be reached from outside: write 'auth: { type: none }' if anyone may call this webhook.", NodeIds: [node.Id]);
        }
    }

    private static Problem Unavailable(Node node, string path, string what) =>
        new(FailureCodes.CredentialUnavailable, path, $"No vault is there yet, and {what}.", NodeIds: [node.Id]);
}
