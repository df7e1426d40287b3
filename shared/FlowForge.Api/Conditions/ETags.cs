using FlowForge.Api.Routing;
using Microsoft.Extensions.Primitives;

namespace FlowForge.Api.Conditions;

/// <summary>Strong entity tags.</summary>
internal static class ETags
{
    public static string Quote(string tag) => $"\"{tag}\"";

    /// <summary>Whether one of a header's tags is <paramref name="tag"/>; a weak one (<c>W/</c>) never is.</summary>
    public static bool Contains(StringValues header, string tag)
    {
        var wanted = Quote(tag);
        foreach (var line in header)
        {
            foreach (var part in (line ?? "").Split(','))
            {
                if (string.Equals(part.Trim(), wanted, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a GET's caller has it already; here weak comparison is the rule.</summary>
    public static bool IsKnown(ApiCall call, string tag) =>
        call.Request.Headers.IfNoneMatch is { Count: > 0 } known
        && (known is ["*"] || Contains(known, tag) || Contains(new([.. known.Select(line => line?.Replace("W/", "", StringComparison.Ordinal))]), tag));
}
