using FlowForge.Api.Answers;
using FlowForge.Core.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FlowForge.Api.Conditions;

/// <summary>The conditions of PUT and DELETE (design 5): a missing one is 428, a wrong one 412 with the present ETag.</summary>
internal static class WriteConditions
{
    /// <summary>The ETag that the store is to find (null: nothing), or the refusal.</summary>
    public static Asked<Expected> Check(HttpRequest request, StoredWorkflow? current) => Check(request, current?.ETag, () => Wrong(current));

    /// <summary>The ETag that the store is to find (null: nothing), or the refusal; <paramref name="wrong"/> makes the 412.</summary>
    public static Asked<Expected> Check(HttpRequest request, string? present, Func<ApiProblem> wrong)
    {
        var ifMatch = request.Headers.IfMatch;
        var ifNoneMatch = request.Headers.IfNoneMatch;
        if (present is null)
        {
            return (ifMatch.Count, ifNoneMatch.Count) switch
            {
                (0, 0) => Missing("This id is new: send 'If-None-Match: *'."),
                (0, _) when IsStar(ifNoneMatch) => new Expected(null),
                (0, _) => Missing("This id is new: send 'If-None-Match: *'."),
                _ => wrong(),
            };
        }

        if (ifNoneMatch.Count > 0 && (IsStar(ifNoneMatch) || ETags.Contains(ifNoneMatch, present)))
        {
            return wrong();
        }

        if (ifMatch.Count == 0)
        {
            return Missing("This id exists: send 'If-Match' with its ETag.");
        }

        return IsStar(ifMatch) || ETags.Contains(ifMatch, present) ? new Expected(present) : wrong();
    }

    /// <summary>412 with what is there.</summary>
    public static ApiProblem Wrong(StoredWorkflow? current)
    {
        var problem = new ApiProblem(412, "workflow.changed", "The condition does not hold", current is null
            ? "There is no such workflow."
            : $"The workflow stands at version {current.Version} with ETag {ETags.Quote(current.ETag)}.");
        return current is null ? problem : problem.With("ETag", ETags.Quote(current.ETag));
    }

    private static bool IsStar(StringValues values) => values is [{ } only] && only.Trim() == "*";

    private static ApiProblem Missing(string detail) => new(428, "request.conditionMissing", "A condition is needed", detail);

    /// <summary>What the store is to find: an ETag, or null for nothing.</summary>
    internal sealed record Expected(string? ETag);
}
