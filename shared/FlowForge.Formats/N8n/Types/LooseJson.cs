using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowForge.Formats.N8n.Types;

/// <summary>JSON as Edit Fields takes it: names and texts in single quotes or none, commas too many; objects and lists of expressions as JSON, and null for what is not there.</summary>
internal static partial class LooseJson
{
    private const string Written = "(v => v !== null && typeof v === \"object\" ? JSON.stringify(v) : String(v))";

    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = FlowForge.Core.Limits.Depth - 8 };

    /// <summary>The value, or an expression that gives it; null when the text is no JSON.</summary>
    public static JsonNode? Of(string text)
    {
        if (!Templates.IsTemplate(text))
        {
            return Parse(text) ?? Parse(Strict(text));
        }

        return Templates.IsSingle(text) ? text
            : $$$"""={{ JSON.parse({{{Templates.Expression(text, Written)}}}.replace(/([:,[]\s*)undefined(?=\s*[,}\]])/g, "$1null")) }}""";
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Tolerant);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Strict(string text) => BareName().Replace(SingleQuoted().Replace(text, "\"$1\""), "$1\"$2\":");

    [GeneratedRegex(@"'([^'""\\]*)'")]
    private static partial Regex SingleQuoted();

    [GeneratedRegex(@"([{,]\s*)([A-Za-z_$][\w$]*)\s*:")]
    private static partial Regex BareName();
}
