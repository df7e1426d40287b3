using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Core.Model;

namespace FlowForge.Api.Starts;

/// <summary>Reads <c>{ port: [item] }</c>, normalised as a start's items are.</summary>
internal static class PortItems
{
    /// <summary>The items by port; <paramref name="name"/> is the property's, for refusals.</summary>
    public static Asked<IReadOnlyDictionary<string, IReadOnlyList<Item>>> Read(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Refusals.Body($"'{name}' must be an object: items by port.");
        }

        var ports = new Dictionary<string, IReadOnlyList<Item>>(StringComparer.Ordinal);
        foreach (var port in json.EnumerateObject())
        {
            if (port.Value.ValueKind != JsonValueKind.Array)
            {
                return Refusals.Body($"'{name}.{port.Name}' must be a list of items.");
            }

            var items = StartBodies.OfItems(port.Value);
            if (items.IsRefused)
            {
                return items.Problem;
            }

            if (!ports.TryAdd(port.Name, items.Value.Items))
            {
                return Refusals.Body($"'{name}.{port.Name}' stands twice.");
            }
        }

        return ports;
    }
}
