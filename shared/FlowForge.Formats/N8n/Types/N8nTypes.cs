using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Makes a kind and parameters of a node; null when this node has no counterpart, which a remark explains.</summary>
internal delegate Carried? Carry(Step step);

/// <summary>All types of n8n that have a kind here.</summary>
internal static class N8nTypes
{
    /// <summary>Where n8n's own nodes live.</summary>
    public const string Base = "n8n-nodes-base.";

    /// <summary>What a placeholder's kind begins with.</summary>
    public const string PlaceholderPrefix = "n8n:";

    private static readonly FrozenDictionary<string, Carry> All = new (string Name, Carry Carry)[][]
    {
        TriggerTypes.All, FlowTypes.All, ConditionTypes.All, SwitchType.All, MergeType.All, SetType.All, CodeTypes.All, HttpType.All, WebhookTypes.All,
        ListTypes.All, DateTimeType.All, DocumentTypes.All, HtmlTypes.All, FileTypes.All, NetTypes.All, AgentTypes.All,
    }
    .SelectMany(family => family).ToFrozenDictionary(entry => Full(entry.Name), entry => entry.Carry, StringComparer.Ordinal);

    /// <summary>The whole name of a type: those of n8n's own package are written without it.</summary>
    public static string Full(string name) => name.StartsWith('@') ? name : Base + name;

    /// <summary>What a node becomes: its kind, or a placeholder with all its parameters.</summary>
    public static Carried Carry(Step step)
    {
        if (All.GetValueOrDefault(step.Node.Type)?.Invoke(step) is { } carried)
        {
            step.RemarkUnasked();
            return carried;
        }

        return Placeholder(step);
    }

    private static Carried Placeholder(Step step)
    {
        var type = step.Node.Type;
        return new(PlaceholderPrefix + type, JsonObject.Create(step.Node.Parameters)!)
        {
            IsPlaceholder = true,
            Inputs = type.EndsWith("Trigger", StringComparison.Ordinal) ? [] : ["in"],
            Outputs = PlaceholderPorts.Of(step),
        };
    }
}
