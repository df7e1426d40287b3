using System.Text.Json.Nodes;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>if</c> and <c>filter</c>.</summary>
internal static class ConditionTypes
{
    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All =
    [
        ("if", step => Of(step, "if", ["true", "false"])),
        ("filter", step => Of(step, "filter", ["true", "false"])),
    ];

    private static Carried? Of(Step step, string kind, string[] outputs)
    {
        var conditions = step.Version < 2 ? OldConditions.Read(step.Given) : Conditions.Read(step.Given, "conditions", step);
        return conditions is null ? null : new(kind, conditions) { Outputs = outputs, HandsOn = step.Version < 2 };
    }
}
