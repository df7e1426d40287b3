using System.Text.Json;

namespace FlowForge.Core.Serialization;

/// <summary>Lists as properties of an object, written and read in one way.</summary>
public static class JsonLists
{
    /// <summary>Writes the property.</summary>
    /// <typeparam name="T">What is in the list.</typeparam>
    /// <param name="writer">Where to, inside an object.</param>
    /// <param name="name">The property.</param>
    /// <param name="list">The list.</param>
    /// <param name="write">Writes one of them.</param>
    public static void List<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> list, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(write);
        writer.WriteStartArray(name);
        foreach (var one in list)
        {
            write(writer, one);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a property of texts.</summary>
    public static void Texts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts) => writer.List(name, texts, static (to, text) => to.WriteStringValue(text));

    /// <summary>Reads a property that <see cref="List{T}(Utf8JsonWriter, string, IEnumerable{T}, Action{Utf8JsonWriter, T})"/> wrote.</summary>
    /// <typeparam name="T">What is in the list.</typeparam>
    /// <param name="json">The object.</param>
    /// <param name="name">The property.</param>
    /// <param name="read">Reads one of them.</param>
    public static List<T> List<T>(this JsonElement json, string name, Func<JsonElement, T> read) => [.. json.GetProperty(name).EnumerateArray().Select(read)];
}
