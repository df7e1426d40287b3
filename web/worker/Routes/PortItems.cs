using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.WebWorker.Routes;

/// <summary>Reads <c>items: { port: [item] }</c> of a body.</summary>
/// <param name="Ports">The items by port; null when there are none.</param>
internal sealed record PortItems(IReadOnlyDictionary<string, IReadOnlyList<Item>>? Ports)
{
    private static readonly PortItems None = new(Ports: null);

    public static Outcome<PortItems> Read(JsonElement owner)
    {
        if (!owner.TryGetProperty("items"u8, out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return None;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            return Failure.Of(StartBody.Refused, "'items' must be an object: items by port.");
        }

        var ports = new Dictionary<string, IReadOnlyList<Item>>(StringComparer.Ordinal);
        foreach (var port in given.EnumerateObject())
        {
            var items = StartBody.ReadItems(JsonElement.Parse(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(JsJson.Normalize(port.Value))));
            if (items.IsFailure)
            {
                return items.Failure;
            }

            ports[port.Name] = items.Value;
        }

        return new PortItems(ports);
    }
}
