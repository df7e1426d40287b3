using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Web.Editor.Document;

/// <summary>New nodes, and where they go.</summary>
internal static class NodeMaking
{
    /// <summary>From one node to the next, and a card's height with the gap to the next one.</summary>
    public const double StepX = 300;

    private const double StepY = 110;

    /// <summary>A node of a kind, with the parameters that it cannot do without; where those alone would not do, with all of the kind's example.</summary>
    public static Node Of(INodeKind kind, Workflow workflow, Position at)
    {
        var (id, name) = new FreshNames(workflow).For(kind.Description);
        var node = new Node
        {
            Id = id,
            Name = name,
            Kind = kind.Description.Kind,
            KindVersion = kind.Description.Version,
            Parameters = Starting(kind.Description),
            Position = Free(workflow, at),
        };
        return kind.Check(node).Any(problem => !problem.IsWarning) ? node with { Parameters = kind.Description.Example } : node;
    }

    /// <summary>Right of a node, at the same height.</summary>
    public static Position After(Node node) => node.Position is { } at ? new(at.X + StepX, at.Y) : new(StepX, 0);

    /// <summary>Where there is no other node: the place wanted, or the first free one below.</summary>
    public static Position Free(Workflow workflow, Position at)
    {
        while (workflow.Nodes.Any(node => node.Position is { } taken && Math.Abs(taken.X - at.X) < 200 && Math.Abs(taken.Y - at.Y) < 60))
        {
            at = at with { Y = at.Y + StepY };
        }

        return at;
    }

    // Required parameters start as their default or as the example has them, so that a form shows what belongs there; others as the kind says (x-new),
    // where what counts when they are left out is not what most people want.
    private static JsonElement Starting(KindDescription kind)
    {
        if (!kind.ParameterSchema.TryGetProperty("properties", out var properties))
        {
            return JsonElement.Parse("{}");
        }

        var required = kind.ParameterSchema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(one => one.GetString()!).ToList() : [];
        var others = properties.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Object && one.Value.TryGetProperty("x-new", out _)).Select(one => one.Name);
        return JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            foreach (var name in required.Union(others, StringComparer.Ordinal))
            {
                if (First(kind, properties, name) is { } value)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        });
    }

    private static JsonElement? First(KindDescription kind, JsonElement properties, string name)
    {
        var isDescribed = properties.TryGetProperty(name, out var schema);
        return isDescribed && schema.TryGetProperty("x-new", out var value) ? value
            : isDescribed && schema.TryGetProperty("default", out value) ? value
            : kind.Example.TryGetProperty(name, out value) ? value
            : null;
    }
}
