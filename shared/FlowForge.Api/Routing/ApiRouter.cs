using FlowForge.Api.Answers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Routing;

/// <summary>Finds the row of the table for a path; literal segments win over <c>{names}</c>.</summary>
internal sealed class ApiRouter
{
    private readonly ILookup<int, ApiRoute> byLength;

    public ApiRouter(IEnumerable<ApiRoute> routes) =>
        byLength = routes
            .OrderBy(route => route.Segments.Count(segment => segment[0] == '{'))
            .ToLookup(route => route.Segments.Length);

    /// <summary>The row and the path's segments, or the refusal: 404, or 405 with what is allowed.</summary>
    public Asked<(ApiRoute Route, string[] Path)> Find(string method, PathString below)
    {
        var path = below.Value is { Length: > 0 } text ? text.Split('/', StringSplitOptions.RemoveEmptyEntries) : [];
        var wanted = HttpMethods.IsHead(method) ? HttpMethods.Get : method;
        List<string>? allowed = null;
        foreach (var route in byLength[path.Length])
        {
            if (!Matches(route.Segments, path))
            {
                continue;
            }

            if (route.Method == wanted)
            {
                return (route, path);
            }

            (allowed ??= []).Add(route.Method);
        }

        return allowed is null ? Refusals.NoSuchPath($"/api{below.Value}") : Refusals.NoSuchMethod(method, string.Join(", ", allowed.Distinct()));
    }

    private static bool Matches(string[] segments, string[] path)
    {
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i][0] != '{' && !string.Equals(segments[i], path[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
