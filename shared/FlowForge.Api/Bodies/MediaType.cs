using System.Globalization;

namespace FlowForge.Api.Bodies;

/// <summary>Media types of bodies and of <c>Accept</c>.</summary>
internal static class MediaType
{
    public const string Json = "application/json";
    public const string Yaml = "application/yaml";

    /// <summary>The type without parameters, lower-case; empty when absent.</summary>
    public static string Bare(string? contentType)
    {
        var text = contentType.AsSpan();
        var end = text.IndexOf(';');
        return (end < 0 ? text : text[..end]).Trim().ToString().ToLowerInvariant();
    }

    public static bool IsJson(string bare) => bare is Json or "text/json" || bare.EndsWith("+json", StringComparison.Ordinal);

    public static bool IsYaml(string bare) => bare is Yaml or "application/x-yaml" or "text/yaml" or "text/x-yaml";

    /// <summary>Which of JSON and YAML an <c>Accept</c> header wants: JSON when absent or <c>*/*</c>, null when it wants neither.</summary>
    public static string? Preferred(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
        {
            return Json;
        }

        string? best = null;
        var bestQuality = 0.0;
        foreach (var part in accept.Split(','))
        {
            var quality = Quality(part);
            if (Served(Bare(part)) is { } served && quality > bestQuality)
            {
                (best, bestQuality) = (served, quality);
            }
        }

        return best;
    }

    private static string? Served(string bare) => bare switch
    {
        "*/*" or "application/*" => Json,
        "text/*" => Yaml,
        _ when IsJson(bare) => Json,
        _ when IsYaml(bare) => Yaml,
        _ => null,
    };

    private static double Quality(string part)
    {
        var at = part.IndexOf(";q=", StringComparison.OrdinalIgnoreCase) is var plain && plain >= 0
            ? plain + 3
            : part.IndexOf("; q=", StringComparison.OrdinalIgnoreCase) is var spaced && spaced >= 0 ? spaced + 4 : -1;
        if (at < 0)
        {
            return 1;
        }

        var end = part.IndexOf(';', at);
        var text = end < 0 ? part.AsSpan(at) : part.AsSpan(at, end - at);
        return double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) ? quality : 0;
    }
}
