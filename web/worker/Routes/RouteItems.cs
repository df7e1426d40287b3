using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.WebWorker.Routes;

/// <summary>The <c>items: { port: [item] }</c> that a body may have.</summary>
/// <param name="Ports">The items by port; null when the body has none.</param>
internal sealed record RouteItems(IReadOnlyDictionary<string, IReadOnlyList<Item>>? Ports)
{
    public static Outcome<RouteItems> Read(JsonElement owner)
    {
        if (!owner.TryGetProperty("items"u8, out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return new RouteItems(Ports: null);
        }

        var read = StartBody.OfPorts(given, "items");
        return read.IsFailure ? read.Failure : new RouteItems(read.Value);
    }
}
