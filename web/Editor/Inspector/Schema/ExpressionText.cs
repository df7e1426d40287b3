using System.Text.Json;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Editor.Inspector.Schema;

/// <summary>Between a value and an expression in its place: a string that starts with <c>=</c>.</summary>
internal static class ExpressionText
{
    /// <summary>Whether a value is an expression.</summary>
    public static bool Is(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text && text.GetString() is ['=', ..];

    /// <summary>The template, without the sign.</summary>
    public static string Template(JsonElement value) => value.GetString()![1..];

    /// <summary>An expression of a template.</summary>
    public static JsonElement Of(string template) => JsonText.String($"={template}");

    /// <summary>An expression that gives what the value was.</summary>
    public static JsonElement From(JsonElement? value) => value switch
    {
        null => Of("{{ $json. }}"),
        { ValueKind: JsonValueKind.String } text => Of(text.GetString() is { Length: > 0 } plain ? plain : "{{ $json. }}"),
        { } other => Of($"{{{{ {JsonText.Line(other)} }}}}"),
    };

    /// <summary>The value that a template without JavaScript is; null when it has some, and the field starts anew.</summary>
    public static JsonElement? Fixed(JsonElement expression, FieldSchema schema)
    {
        var template = Template(expression);
        return template.Contains("{{", StringComparison.Ordinal) ? null
            : schema.Kind is FieldKind.Text or FieldKind.Code or FieldKind.Credential or FieldKind.Workflow or FieldKind.Names ? JsonText.String(template)
            : JsonEdit.Typed(template) is var typed && schema.Fits(typed) ? typed
            : null;
    }
}
