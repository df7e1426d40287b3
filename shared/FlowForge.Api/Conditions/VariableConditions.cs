using FlowForge.Api.Answers;
using FlowForge.Core.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FlowForge.Api.Conditions;

/// <summary>Conditions of writes to variables, which need none: the last one wins unless its caller says otherwise.</summary>
internal static class VariableConditions
{
    public static WriteCondition Of(HttpRequest request)
    {
        var ifMatch = request.Headers.IfMatch;
        return ifMatch.Count == 0
            ? request.Headers.IfNoneMatch.Count > 0 ? new WriteCondition.Absent() : WriteCondition.None
            : IsStar(ifMatch) ? new WriteCondition.Present()
            : new WriteCondition.Is([.. ifMatch.SelectMany(line => (line ?? "").Split(',')).Select(Bare)]);
    }

    /// <summary>412 with what is there.</summary>
    public static ApiProblem Wrong(string name, Variable? current)
    {
        var problem = new ApiProblem(412, "variable.changed", "The condition does not hold", current is null
            ? $"There is no variable '{name}'."
            : $"The variable '{name}' has the ETag {ETags.Quote(current.ETag)}.");
        return current is null ? problem : problem.With("ETag", ETags.Quote(current.ETag));
    }

    // A weak tag keeps its mark, and so is never the store's.
    private static string Bare(string tag) => tag.Trim() is ['"', .. var inner, '"'] ? inner : tag.Trim();

    private static bool IsStar(StringValues values) => values is [{ } only] && only.Trim() == "*";
}
