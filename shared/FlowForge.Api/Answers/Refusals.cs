using System.Globalization;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Answers;

/// <summary>The refusals that more than one endpoint gives.</summary>
internal static class Refusals
{
    public static ApiProblem NoSuchPath(string path) => new(404, "route.unknown", "No such path", $"The API has no path {path}.");

    public static ApiProblem NoSuchMethod(string method, string allowed) =>
        new ApiProblem(405, "route.method", "Method not allowed", $"This path does not take {method}, but {allowed}.").With("Allow", allowed);

    public static ApiProblem NoSuchWorkflow(string id) => new(404, "workflow.unknown", "No such workflow", $"There is no workflow '{id}'.");

    public static ApiProblem NoSuchVersion(string id, string version) =>
        new(404, "workflow.unknownVersion", "No such version", $"Workflow '{id}' has no version {version}.");

    public static ApiProblem NoSuchRun(string id) => new(404, "run.unknown", "No such run", $"There is no run '{id}'.");

    public static ApiProblem NoSuchListener() => new(404, "listener.unknown", "No such test listener", "There is no test listener with this token; it may have ended.");

    public static ApiProblem Query(string name, string detail) => new(400, "request.query", "Bad query", $"'{name}' {detail}");

    public static ApiProblem NoSuchPause(string run, string pause) =>
        new(404, "pause.unknown", "No such pause", $"Run {run} has no pause '{pause}'.") { RunId = run };

    public static ApiProblem Body(string detail) => new(400, "request.body", "Bad body", detail);

    public static ApiProblem TooLarge(int most) =>
        new(413, "request.tooLarge", "Body too large", $"The body may have at most {most} bytes here.");

    /// <summary>A caller who had better come again later; nothing was taken.</summary>
    public static ApiProblem Busy() =>
        new ApiProblem(503, "host.busy", "The host is busy", $"The host has as much to do as it takes on at a time. Nothing was started; call again in {Limits.BusySeconds} seconds.")
            .With("Retry-After", Limits.BusySeconds.ToString(CultureInfo.InvariantCulture));

    public static ApiProblem NotAvailable(string what) =>
        new(422, "api.notAvailable", "Not available in this build", $"{what} is not available in this build.");

    public static ApiProblem Invalid(IReadOnlyList<Problem> problems)
    {
        var errors = problems.Count(problem => !problem.IsWarning);
        var first = problems.FirstOrDefault(problem => !problem.IsWarning);
        return new(422, "workflow.invalid", "The workflow is not valid", errors == 1 && first is not null ? first.Message : $"{errors} problems were found.")
        {
            Problems = problems,
        };
    }

    /// <summary>A fork that the engine refused; nothing was recorded.</summary>
    public static ApiProblem NotForked(string source, ForkResult.Refused refused)
    {
        var failure = refused.Failure;
        var problem = failure.Code switch
        {
            "run.unknown" => new(404, failure.Code, "No such run", failure.Message),
            "frame.unknown" => new(404, failure.Code, "No such frame", failure.Message),
            "node.unknown" => new(404, failure.Code, "No such node", failure.Message),
            "fork.unknownPort" or "fork.startItems" => new(400, failure.Code, "The run was not forked", failure.Message),
            ForkResult.Incompatible => new(409, failure.Code, "The fork does not fit the workflow", failure.Message),
            _ => NotStarted(failure),
        };
        return problem with
        {
            RunId = source,
            Problems = refused.Nodes.Count == 0 ? [] : [new(failure.Code, "graph.nodes", failure.Message, NodeIds: refused.Nodes)],
        };
    }

    /// <summary>A start that the engine refused; nothing was recorded.</summary>
    public static ApiProblem NotStarted(Failure failure) => failure.Code switch
    {
        "host.stopping" => new ApiProblem(503, failure.Code, "The host is stopping", failure.Message).With("Retry-After", "5"),
        FailureCodes.ConcurrencyFull => new ApiProblem(429, failure.Code, "Too many runs are waiting", failure.Message).With("Retry-After", "10"),
        "run.ambiguousTrigger" or "run.unknownTrigger" => new(400, failure.Code, "The run was not started", failure.Message),
        _ => new(422, failure.Code, "The run was not started", failure.Message),
    };
}
