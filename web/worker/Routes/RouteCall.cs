using System.Globalization;

namespace FlowForge.WebWorker.Routes;

/// <summary>One question of the page: a method, a path below <c>/api</c> with its query, and a body.</summary>
internal sealed class RouteCall
{
    private readonly Dictionary<string, string> query;

    public RouteCall(string method, string path, string body)
    {
        var at = path.IndexOf('?', StringComparison.Ordinal);
        Method = method;
        Body = body;
        Segments = (at < 0 ? path : path[..at]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        query = (at < 0 ? "" : path[(at + 1)..]).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .GroupBy(pair => Uri.UnescapeDataString(pair[0]), StringComparer.Ordinal)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Last() is [_, var value] ? Uri.UnescapeDataString(value) : "", StringComparer.Ordinal);
    }

    public string Method { get; }

    public string Body { get; }

    /// <summary>The path's parts, behind <c>api</c>.</summary>
    public string[] Segments { get; }

    /// <summary>A query parameter; null when it is absent or empty.</summary>
    public string? Query(string name) => query.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>A whole number of the query within its range; what is none, or absent, is <paramref name="otherwise"/>.</summary>
    public int Number(string name, int least, int most, int otherwise) =>
        int.TryParse(Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, least, most) : otherwise;

    /// <summary>A moment of the query, or null.</summary>
    public DateTimeOffset? Moment(string name) =>
        DateTimeOffset.TryParse(Query(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
