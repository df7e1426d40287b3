using System.Text.Json;

namespace FlowForge.Nodes.Json;

/// <summary>
/// An object that is open for change, with the key order of JavaScript: a field that exists keeps its place,
/// a new one goes last, integer keys stand first in ascending order.
/// </summary>
internal sealed class ObjectDraft
{
    private const int IndexedFrom = 8;
    private readonly List<Field> fields = [];
    private Dictionary<string, int>? index;
    private bool isUnordered;

    /// <summary>An empty one.</summary>
    public ObjectDraft()
    {
    }

    /// <summary>One with the fields of <paramref name="json"/>, which stand in order already.</summary>
    public ObjectDraft(JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
        {
            Put(property.Name, new(property.Value));
        }

        isUnordered = false;
    }

    /// <summary>The value of a field; undefined when there is none.</summary>
    public DraftValue Find(string name) => PlaceOf(name) is var place && place < 0 ? default : fields[place].Value;

    /// <summary>Whether there is such a field.</summary>
    public bool Has(string name) => PlaceOf(name) >= 0;

    /// <summary>Sets a field.</summary>
    public void Put(string name, DraftValue value)
    {
        if (PlaceOf(name) is var place && place >= 0)
        {
            fields[place] = new(name, value);
            return;
        }

        fields.Add(new(name, value));
        isUnordered |= IntegerKey.Of(name) is not null;
        index?.Add(name, fields.Count - 1);
    }

    /// <summary>Takes a field away, if there is one.</summary>
    public void Remove(string name)
    {
        if (PlaceOf(name) is var place && place >= 0)
        {
            fields.RemoveAt(place);
            index = null;
        }
    }

    /// <summary>Names of the fields, in order.</summary>
    public IEnumerable<string> Names => fields.Select(one => one.Name);

    /// <summary>Puts the fields of <paramref name="other"/> in.</summary>
    /// <param name="other">An object.</param>
    /// <param name="keepsOwn">Whether a field that both have keeps its value.</param>
    /// <param name="deep">Whether objects that both have are merged in turn.</param>
    public void Merge(JsonElement other, bool keepsOwn, bool deep)
    {
        foreach (var property in other.EnumerateObject())
        {
            var place = PlaceOf(property.Name);
            if (place < 0)
            {
                Put(property.Name, new(property.Value));
            }
            else if (deep && property.Value.ValueKind == JsonValueKind.Object && OpenedObject(place) is { } inner)
            {
                inner.Merge(property.Value, keepsOwn, deep);
            }
            else if (!keepsOwn)
            {
                fields[place] = new(property.Name, new(property.Value));
            }
        }
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var field in isUnordered ? IntegerKey.Ordered(fields, field => field.Name) : fields)
        {
            writer.WritePropertyName(field.Name);
            field.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private ObjectDraft? OpenedObject(int place)
    {
        var (name, value) = fields[place];
        if (value.Object is null && value.Standing.ValueKind == JsonValueKind.Object)
        {
            value = DraftValue.Of(new ObjectDraft(value.Standing));
            fields[place] = new(name, value);
        }

        return value.Object;
    }

    private int PlaceOf(string name)
    {
        if (index is null && fields.Count >= IndexedFrom)
        {
            index = new(fields.Count * 2, StringComparer.Ordinal);
            for (var at = 0; at < fields.Count; at++)
            {
                index.Add(fields[at].Name, at);
            }
        }

        return index is null ? fields.FindIndex(field => field.Name == name) : index.GetValueOrDefault(name, -1);
    }

    private readonly record struct Field(string Name, DraftValue Value);
}
