using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FlowForge.Nodes.Json;

/// <summary>JSON written in the source.</summary>
internal static class JsonLiteral
{
    /// <summary>The value of a JSON text.</summary>
    public static JsonElement Of([StringSyntax(StringSyntaxAttribute.Json)] string json) => JsonElement.Parse(json);
}
