namespace FlowForge.Formats.N8n.Types;

/// <summary>Output ports of nodes without a kind; most have one, and a few as many as their parameters say.</summary>
internal static class PlaceholderPorts
{
    private const string Ai = "@n8n/n8n-nodes-langchain.";
    private static readonly string[] One = ["out"];

    /// <summary>The ports in n8n's order.</summary>
    public static IReadOnlyList<string> Of(Step step) => step.Node.Type switch
    {
        Ai + "textClassifier" => Numbered(step.Given.List("categories.categories").Count() + (step.Given.Text("options.fallback") == "other" ? 1 : 0)),
        Ai + "sentimentAnalysis" => Numbered(step.Given.Text("options.categories") is { } names ? names.Split(',').Length : 3),
        Ai + "guardrails" => Numbered(2),
        _ => One,
    };

    private static string[] Numbered(int count) =>
        count <= 1 ? One : [.. Enumerable.Range(1, count).Select(number => number == 1 ? "out" : $"out{number}")];
}
