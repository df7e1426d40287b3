using System.Text;
using System.Text.Json;

namespace FlowForge.Core.Serialization;

/// <summary>The own properties of an object as JavaScript orders them: array indices ascending, then the others as they first came.</summary>
internal sealed class JsProperties
{
    private readonly List<KeyValuePair<string, JsonElement>> named = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly SortedDictionary<uint, JsonElement> indexed = [];

    /// <summary>Sets a property; a later value takes the place of an earlier one.</summary>
    public void Set(string name, JsonElement value)
    {
        if (char.IsAsciiDigit(name.FirstOrDefault()) && ArrayIndex.TryParse(Encoding.UTF8.GetBytes(name), out var index))
        {
            indexed[index] = value;
        }
        else if (places.TryGetValue(name, out var place))
        {
            named[place] = new(name, value);
        }
        else
        {
            places.Add(name, named.Count);
            named.Add(new(name, value));
        }
    }

    /// <summary>The properties in order.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> InOrder() =>
        indexed.Select(pair => KeyValuePair.Create(pair.Key.ToString(), pair.Value)).Concat(named);
}
