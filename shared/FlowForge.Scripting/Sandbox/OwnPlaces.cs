using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace FlowForge.Scripting.Sandbox;

/// <summary>
/// What of its input a script was given that runs once for all items: an item that it gives back, or whose json it does, comes from that one wherever it stands.
/// </summary>
/// <param name="count">Items of the input.</param>
internal sealed class OwnPlaces(int count)
{
    private readonly List<(IReadOnlyList<JsValue> Items, int From)> _given = [];
    private Dictionary<JsValue, int>? _places;

    /// <summary>Notes items that the script was given.</summary>
    /// <param name="items">The items.</param>
    /// <param name="from">Place of the first; -1 for the last one of all.</param>
    public void Add(IReadOnlyList<JsValue> items, int from)
    {
        _given.Add((items, from));
        _places = null;
    }

    /// <summary>Where the item stands that the script gave at a place; null when it was not given it.</summary>
    public int? Find(JsValue item, int at)
    {
        if (_given.Count == 0 || item is not ObjectInstance instance)
        {
            return null;
        }

        if (_given[0] is { From: 0, Items: var first } && at < first.Count && (ReferenceEquals(item, first[at]) || ReferenceEquals(item, Json(first[at])) || ReferenceEquals(Json(instance), Json(first[at]))))
        {
            return at;
        }

        _places ??= All();
        return _places.TryGetValue(item, out var place) || (Json(instance) is ObjectInstance json && _places.TryGetValue(json, out place)) ? place : null;
    }

    private static JsValue Json(JsValue item) => item.AsObject().Get("json");

    private Dictionary<JsValue, int> All()
    {
        var places = new Dictionary<JsValue, int>(ReferenceEqualityComparer.Instance);
        foreach (var (items, from) in _given)
        {
            for (var k = 0; k < items.Count; k++)
            {
                places[items[k]] = places[Json(items[k])] = from < 0 ? count + from : from + k;
            }
        }

        return places;
    }
}
