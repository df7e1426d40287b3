using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Custom;

/// <summary>An item that a script gave, and the port it goes to.</summary>
/// <param name="Port">The port.</param>
/// <param name="Item">The item, without <c>$port</c>.</param>
/// <param name="From">Index of the item it came from among those the script was given; -1 for none.</param>
internal readonly record struct SentItem(string Port, Item Item, int From)
{
    private const string PortName = "$port";

    /// <summary>The items by port: a property <c>$port</c> names one, else it is the first. Failure: <c>script.result</c> for a port there is none of.</summary>
    public static Outcome<List<SentItem>> Of(ScriptResult result, IReadOnlyList<string> ports)
    {
        var sent = new List<SentItem>(result.Items.Count);
        for (var at = 0; at < result.Items.Count; at++)
        {
            var item = result.Items[at];
            var from = result.Origins is { } origins ? origins[at] : at;
            if (!item.Json.TryGetProperty(PortName, out var named))
            {
                sent.Add(new(ports[0], item, from));
                continue;
            }

            if (named.ValueKind != JsonValueKind.String || !ports.Contains(named.GetString()!, StringComparer.Ordinal))
            {
                return Failure.Of(FailureCodes.ScriptResult, $"Item {at} names the port {named.GetRawText()}; the ports are {string.Join(", ", ports)}.", item: from < 0 ? null : from);
            }

            sent.Add(new(named.GetString()!, new(Without(item.Json), item.Binary), from));
        }

        return sent;
    }

    private static JsonElement Without(JsonElement json) => JsonBuild.Element(writer =>
    {
        writer.WriteStartObject();
        foreach (var property in json.EnumerateObject().Where(property => !property.NameEquals(PortName)))
        {
            property.WriteTo(writer);
        }

        writer.WriteEndObject();
    });
}
