using System.Text.Json.Nodes;

namespace FlowForge.Formats.N8n.Types;

/// <summary>What a node of n8n becomes.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record Carried(string Kind, JsonObject Parameters)
{
    private static readonly string[] In = ["in"];
    private static readonly string[] Out = ["out"];

    /// <summary>Input ports in n8n's order; an input behind the last has none.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = In;

    /// <summary>Output ports in n8n's order.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = Out;

    /// <summary>Whether n8n's node, when it fails and goes on, hands on what it was given: those that do not see to it themselves.</summary>
    public bool HandsOn { get; init; }

    /// <summary>Whether this is a placeholder, whose ports beyond the first are numbered.</summary>
    public bool IsPlaceholder { get; init; }

    /// <summary>The port of n8n's input <paramref name="index"/>; null for a kind's first.</summary>
    public string? Input(int index) => index == 0 && Inputs.Count <= 1 ? null : index < Inputs.Count ? Inputs[index] : $"in{index + 1}";

    /// <summary>The port of n8n's output <paramref name="index"/>; null for a kind's only one.</summary>
    public string? Output(int index, bool hasErrorOutput) =>
        index == 0 && Outputs.Count == 1 ? null
        : index < Outputs.Count ? Outputs[index]
        : index == Outputs.Count && hasErrorOutput ? "error"
        : $"out{index + 1}";
}
