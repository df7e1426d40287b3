using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>The few words under a node's name that save opening it.</summary>
internal static class NodeSummary
{
    private const int Length = 64;

    /// <summary>What of its parameters says most about a node; its kind's title when nothing does.</summary>
    public static string Of(Node node, string title) => Cut(node.Kind switch
    {
        "http" => $"{Text(node, "method") ?? "GET"} {Text(node, "url")}",
        "trigger.webhook" => $"{Text(node, "method") ?? "POST"} /{Text(node, "path")}",
        "trigger.schedule" => Text(node, "cron") ?? Text(node, "every") ?? title,
        "set" => Names(node, "fields") ?? title,
        "code" => Text(node, "mode") == "allItems" ? "Once for all items" : "For each item",
        "if" or "filter" => Condition(node) ?? title,
        "switch" => Count(node, "rules") is > 0 and var rules ? $"{rules} rule{(rules == 1 ? "" : "s")}" : title,
        "merge" => Text(node, "mode") ?? "append",
        "wait" => Text(node, "mode") switch { "time" => $"{Text(node, "seconds")} s", { } mode => mode, null => title },
        "loop" => Text(node, "batchSize") is { } size ? $"Batches of {size}" : title,
        "respond" => $"Status {Text(node, "status") ?? "200"}",
        "stop" => Text(node, "message") ?? title,
        _ => title,
    });

    private static string? Text(Node node, string name) => Property(node, name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String => Plain(value.GetString()!),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static string? Names(Node node, string name) => Property(node, name) is { ValueKind: JsonValueKind.Object } fields && fields.EnumerateObject().Any()
        ? string.Join(", ", fields.EnumerateObject().Select(field => field.Name).Take(5))
        : null;

    private static int Count(Node node, string name) => Property(node, name) is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0;

    private static string? Condition(Node node)
    {
        if (Property(node, "conditions") is not { ValueKind: JsonValueKind.Array } conditions || conditions.GetArrayLength() == 0
            || conditions[0] is not { ValueKind: JsonValueKind.Object } first)
        {
            return null;
        }

        var more = conditions.GetArrayLength() > 1 ? $" +{conditions.GetArrayLength() - 1}" : "";
        return $"{Shown(first, "left")} {OperatorOf(first)} {Shown(first, "right")}{more}".Trim();
    }

    private static string OperatorOf(JsonElement condition) => Shown(condition, "operator") is var name && name.LastIndexOf('.') is >= 0 and var at ? name[(at + 1)..] switch
    {
        "gt" or "larger" => ">",
        "gte" or "largerEqual" => "≥",
        "lt" or "smaller" => "<",
        "lte" or "smallerEqual" => "≤",
        "equals" or "eq" => "=",
        "notEquals" or "ne" => "≠",
        var word => word,
    } : name;

    private static string Shown(JsonElement owner, string name) =>
        !owner.TryGetProperty(name, out var value) ? "" : value.ValueKind == JsonValueKind.String ? Plain(value.GetString()!) : value.GetRawText();

    /// <summary>An expression without the marks round it.</summary>
    private static string Plain(string text)
    {
        if (!text.StartsWith('='))
        {
            return text;
        }

        var inner = text[1..].Trim();
        return inner.StartsWith("{{", StringComparison.Ordinal) && inner.EndsWith("}}", StringComparison.Ordinal) && inner.IndexOf("{{", 2, StringComparison.Ordinal) < 0
            ? inner[2..^2].Trim()
            : inner;
    }

    private static JsonElement? Property(Node node, string name) =>
        node.Parameters.ValueKind == JsonValueKind.Object && node.Parameters.TryGetProperty(name, out var value) ? value : null;

    private static string Cut(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= Length ? line : $"{line[..(Length - 1)]}…";
    }
}
