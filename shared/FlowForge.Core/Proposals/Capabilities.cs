using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Proposals;

/// <summary>What a workflow can do, and what a change of it adds. Disabled nodes can do nothing; of an unknown kind nothing is known.</summary>
public static class Capabilities
{
    private const string ConcurrencyKey = "config.concurrency.key";

    /// <summary>All capabilities, in document order, <c>config</c> last.</summary>
    public static IReadOnlyList<NodeCapability> Of(Workflow workflow, ICatalogue catalogue) =>
    [
        .. workflow.Nodes.Where(node => !node.Disabled).SelectMany(node => OfNode(node, catalogue.Find(node)).Select(one => new NodeCapability(node.Id, one))),
        .. OfConfig(workflow.Config).Select(one => new NodeCapability(null, one)),
    ];

    /// <summary>
    /// What <paramref name="after"/> can do and <paramref name="before"/> could not. A capability that moves from one node to another is no
    /// change; a credential sent to another host is one, and so is one more trigger of a kind.
    /// </summary>
    public static IReadOnlyList<CapabilityChange> Added(Workflow before, Workflow after, ICatalogue catalogue)
    {
        var old = Of(before, catalogue);
        var known = Counted(old).Select(one => one.Key).ToHashSet();
        var code = new Dictionary<(string?, string?), string>();
        foreach (var one in old)
        {
            if (Place(one) is { } place)
            {
                code.TryAdd(place.Key, place.Code);
            }
        }

        return
        [
            .. Counted(Of(after, catalogue)).Where(one => !known.Contains(one.Key)).Select(one => new CapabilityChange(
                one.Of.NodeId, one.Of.Capability, Place(one.Of) is { } place ? code.GetValueOrDefault(place.Key) : null)),
        ];
    }

    /// <summary>Each capability under what makes it the same: its value, and for triggers how many there are.</summary>
    private static IEnumerable<(NodeCapability Of, (Capability, int) Key)> Counted(IEnumerable<NodeCapability> all)
    {
        var triggers = new Dictionary<Capability, int>();
        foreach (var one in all)
        {
            var count = one.Capability is Capability.Trigger ? triggers[one.Capability] = triggers.GetValueOrDefault(one.Capability) + 1 : 0;
            yield return (one, (one.Capability, count));
        }
    }

    private static ((string?, string?) Key, string Code)? Place(NodeCapability one) => one.Capability switch
    {
        Capability.Script script => ((one.NodeId, script.Path), script.Code),
        Capability.Expression expression => ((one.NodeId, expression.Path), expression.Code),
        Capability.DynamicHost host => ((one.NodeId, host.Path), host.Code),
        _ => null,
    };

    private static IEnumerable<Capability> OfNode(Node node, INodeKind? kind)
    {
        var own = kind?.Capabilities(node).ToArray() ?? [];
        var trigger = kind is { Description.IsTrigger: true } ? [new Capability.Trigger(node.Kind)] : Array.Empty<Capability>();
        return [.. trigger, .. own, .. Credentials(node, own), .. Expressions(node, own)];
    }

    private static IEnumerable<Capability> Credentials(Node node, Capability[] own)
    {
        string?[] origins = [.. own.Select(one => one switch { Capability.Host host => host.Origin, Capability.DynamicHost host => host.Code, _ => null }).OfType<string>()];
        return node.Credentials.OrderBy(slot => slot.Key, StringComparer.Ordinal).Select(slot => slot.Value).Concat(InParameters(node.Parameters))
            .Distinct(StringComparer.Ordinal)
            .SelectMany(id => (origins.Length == 0 ? [null] : origins).Select(origin => new Capability.Credential(id, origin)));
    }

    /// <summary>The one that <c>auth</c> names, or the expression that gives it.</summary>
    private static IEnumerable<string> InParameters(JsonElement parameters) =>
        parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("auth"u8, out var auth) ? []
        : auth.ValueKind == JsonValueKind.String ? [auth.GetString()!]
        : auth.ValueKind == JsonValueKind.Object && auth.TryGetProperty("credential"u8, out var id) && id.ValueKind == JsonValueKind.String ? [id.GetString()!]
        : [];

    private static IEnumerable<Capability> Expressions(Node node, Capability[] own)
    {
        var scripts = own.OfType<Capability.Script>().Select(script => script.Path).ToHashSet(StringComparer.Ordinal);
        return ParameterTexts.Of(node.Parameters)
            .Where(one => IsExpression(one.Text) && !scripts.Contains(one.Path))
            .Select(one => new Capability.Expression(one.Path, one.Text));
    }

    private static IEnumerable<Capability> OfConfig(WorkflowConfig config)
    {
        if (config.ErrorWorkflow is { } id)
        {
            yield return new Capability.StartWorkflow(id);
        }

        if (config.Concurrency is { } rule && IsExpression(rule.Key))
        {
            yield return new Capability.Expression(ConcurrencyKey, rule.Key);
        }
    }

    private static bool IsExpression(string text) => text.StartsWith('=') && text.Contains("{{", StringComparison.Ordinal);
}
