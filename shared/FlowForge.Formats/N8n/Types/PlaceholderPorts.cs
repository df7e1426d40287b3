namespace FlowForge.Formats.N8n.Types;

/// <summary>Output ports of nodes without a kind; most have one, and a few as many as their parameters say.</summary>
internal static class PlaceholderPorts
{
    private static readonly string[] One = ["out"];

    /// <summary>The ports in n8n's order.</summary>
    public static IReadOnlyList<string> Of(Step step) => step.Node.Type switch
    {
        AgentTypes.Package + "sentimentAnalysis" => Numbered(step.Given.Text("options.categories") is { } names ? names.Split(',').Length : 3),
        AgentTypes.Package + "guardrails" => Numbered(2),
        _ => One,
    };

    private static string[] Numbered(int count) =>
        count <= 1 ? One : [.. Enumerable.Range(1, count).Select(number => number == 1 ? "out" : $"out{number}")];
}
