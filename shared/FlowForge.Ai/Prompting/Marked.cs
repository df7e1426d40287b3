namespace FlowForge.Ai.Prompting;

/// <summary>Material between marks, which it cannot close itself.</summary>
internal static class Marked
{
    /// <summary>The text, with marks of ours taken out.</summary>
    public static string Of(string text) => text
        .Replace("<data>", "<data_>", StringComparison.OrdinalIgnoreCase)
        .Replace("</data>", "</data_>", StringComparison.OrdinalIgnoreCase);
}
