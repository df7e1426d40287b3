using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowForge.Web.Editor.Chat;

/// <summary>Something that was said. What the assistant says is text of a model: it is shown as text, never as markup.</summary>
/// <param name="isPerson">Whether the person said it.</param>
/// <param name="text">The text, as far as it has come.</param>
public sealed partial class ChatTurn(bool isPerson, string text)
{
    public bool IsPerson => isPerson;

    public string Text { get; set; } = text;

    /// <summary>Whether more of it may come.</summary>
    public bool IsComing { get; set; }

    /// <summary>Why it did not come, or null.</summary>
    public string? Trouble { get; set; }

    /// <summary>The change that goes with it, as JSON; null when there is none.</summary>
    public JsonElement? Proposal { get; set; }

    /// <summary>Whether that was taken.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>The field that it was asked for, or null.</summary>
    public ExpressionWish? Wish { get; set; }

    /// <summary>The expression in the text, as a template; null when it has none.</summary>
    public string? Expression => Template().Match(Text) is { Success: true } template ? template.Value
        : Quoted().Match(Text) is { Success: true } code ? $"{{{{ {code.Groups[1].Value.Trim()} }}}}"
        : null;

    [GeneratedRegex(@"\{\{.+?\}\}", RegexOptions.Singleline)]
    private static partial Regex Template();

    [GeneratedRegex("`+(?:js|javascript)?\\s*([^`]+?)\\s*`+")]
    private static partial Regex Quoted();
}
