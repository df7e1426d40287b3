using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Formats.N8n.Reports;

/// <summary>Names with a <c>$</c> that expressions and code of n8n may use and that mean nothing here.</summary>
internal static partial class UnknownNames
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$json", "$input", "$node", "$items", "$now", "$today", "$workflow", "$run", "$execution", "$vars", "$itemIndex", "$runIndex", "$jmespath",
        "$binary", "$prevNode", "$parameter", "$if", "$ifEmpty", "$max", "$min", "$getWorkflowStaticData",
        "$jmesPath", "$fromAI", "$fromAi", "$fromai", "$nodeVersion", "$version", "$nodeId", "$mode", "$thisItem", "$thisRunIndex", "$data", "$position",
    };

    /// <summary>The unknown names of a workflow, each place once. Placeholders are left out: nothing in them runs.</summary>
    public static IEnumerable<UnknownExpression> In(Workflow workflow) => workflow.Nodes
        .Where(node => !node.Kind.StartsWith(Types.N8nTypes.PlaceholderPrefix, StringComparison.Ordinal))
        .SelectMany(node => Texts(node.Parameters).SelectMany(text => Names(node, text.Path, text.Text)));

    private static IEnumerable<UnknownExpression> Names(Node node, string path, string text) =>
        (text.StartsWith('=') ? string.Concat(Expression().Matches(text).Select(match => match.Value))
            : node.Kind == "code" && path == "source" ? text : "") is { Length: > 0 } code
            ? Name().Matches(Strings().Replace(code, "''")).Select(match => match.Value).Where(name => !Known.Contains(name)).Distinct()
                .Select(name => new UnknownExpression(node.Id, path, name))
            : [];

    private static IEnumerable<(string Path, string Text)> Texts(JsonElement root)
    {
        var open = new Stack<(string Path, JsonElement Value)>();
        open.Push(("", root));
        while (open.TryPop(out var at))
        {
            switch (at.Value.ValueKind)
            {
                case JsonValueKind.String:
                    yield return (at.Path, at.Value.GetString()!);
                    break;
                case JsonValueKind.Object:
                    foreach (var property in at.Value.EnumerateObject())
                    {
                        open.Push((DocumentPath.Property(at.Path, property.Name), property.Value));
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var (index, value) in at.Value.EnumerateArray().Index())
                    {
                        open.Push((DocumentPath.Item(at.Path, index), value));
                    }

                    break;
            }
        }
    }

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Expression();

    [GeneratedRegex("""
        "(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'
        """, RegexOptions.NonBacktracking)]
    private static partial Regex Strings();

    [GeneratedRegex(@"(?<![\w$.])\$[A-Za-z_]\w*")]
    private static partial Regex Name();
}
