namespace FlowForge.Scripting.Templates;

/// <summary>A piece of a template.</summary>
internal abstract record TemplatePart
{
    private TemplatePart()
    {
    }

    /// <summary>Text as it stands.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : TemplatePart;

    /// <summary>What stands between <c>{{</c> and <c>}}</c>.</summary>
    /// <param name="Source">The JavaScript, trimmed.</param>
    /// <param name="Position">Index of the first brace in the parameter's string, the <c>=</c> counted.</param>
    public sealed record Expression(string Source, int Position) : TemplatePart;
}
