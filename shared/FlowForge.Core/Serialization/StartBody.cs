using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Core.Serialization;

/// <summary>The body of a start (design 5), read into what it means.</summary>
/// <param name="Items">Items the trigger gives.</param>
/// <param name="Trigger">Id of the trigger node, or null.</param>
/// <param name="Options">The envelope's options, an object, or undefined.</param>
public sealed record StartBody(IReadOnlyList<Item> Items, string? Trigger = null, JsonElement Options = default)
{
    /// <summary>Failure code of a body whose shape is known and whose parts are wrong.</summary>
    public const string Refused = "start.body";

    /// <summary>
    /// Reads a body as it came, normalised. Failures: those of <see cref="JsJson.Normalize(ReadOnlyMemory{byte}, int)"/>, and <see cref="Refused"/>.
    /// </summary>
    public static Outcome<StartBody> Read(ReadOnlyMemory<byte> utf8, int maxDepth)
    {
        if (utf8.Length > StartPieces.PieceBytes && StartPieces.Read(Utf8Text.WithoutMark(utf8).Span, maxDepth) is { } read)
        {
            return read;
        }

        var json = utf8.Length == 0 ? default(JsonElement) : JsJson.Normalize(utf8, maxDepth);
        return json.IsFailure ? json.Failure : Read(json.Value);
    }

    /// <summary>
    /// Reads a normalised body. It is the envelope only if it has <c>items</c> and no key but <c>items</c>, <c>trigger</c>, <c>options</c>;
    /// a list of items only if every element has <c>json</c> and no key but <c>json</c>, <c>binary</c>; all else is one item, a non-object
    /// as <c>{ value }</c>. An undefined value (no body) is one empty item. In an envelope, an array of other values is an item for each.
    /// Failure: <see cref="Refused"/>.
    /// </summary>
    public static Outcome<StartBody> Read(JsonElement body)
    {
        if (!IsEnvelope(body))
        {
            return Fill(new StartBody([]), body, splitsArray: false);
        }

        var trigger = Optional(body, "trigger");
        if (trigger.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.String))
        {
            return Failure.Of(Refused, "The trigger of a start is the id of a node.");
        }

        var options = Optional(body, "options");
        if (options.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            return Failure.Of(Refused, "The options of a start are an object.");
        }

        var named = trigger.ValueKind == JsonValueKind.String ? trigger.GetString() : null;
        return Fill(new StartBody([], named, options), body.GetProperty("items"), splitsArray: true);
    }

    /// <summary>Items that stand by themselves, read as those of an envelope and normalised. Failure: <see cref="Refused"/>.</summary>
    public static Outcome<StartBody> OfItems(JsonElement items) => Fill(new StartBody([]), JsJson.Normalize(items), splitsArray: true);

    /// <summary>Reads <c>{ port: [item] }</c>, each list as a start's items are read; <paramref name="name"/> is the property's, for failures: <see cref="Refused"/>.</summary>
    public static Outcome<Dictionary<string, IReadOnlyList<Item>>> OfPorts(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Failure.Of(Refused, $"'{name}' must be an object: items by port.");
        }

        var ports = new Dictionary<string, IReadOnlyList<Item>>(StringComparer.Ordinal);
        foreach (var port in json.EnumerateObject())
        {
            if (port.Value.ValueKind != JsonValueKind.Array)
            {
                return Failure.Of(Refused, $"'{name}.{port.Name}' must be a list of items.");
            }

            var items = OfItems(port.Value);
            if (items.IsFailure)
            {
                return items.Failure;
            }

            if (!ports.TryAdd(port.Name, items.Value.Items))
            {
                return Failure.Of(Refused, $"'{name}.{port.Name}' stands twice.");
            }
        }

        return ports;
    }

    /// <summary>
    /// What a message carries, normalised: a list of items as above, or one value as one item; none when there is no body. Failure: <see cref="Refused"/>.
    /// </summary>
    public static Outcome<IReadOnlyList<Item>> ReadItems(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Undefined)
        {
            return Outcome<IReadOnlyList<Item>>.From([]);
        }

        var read = Fill(new StartBody([]), body, splitsArray: false);
        return read.IsFailure ? read.Failure : Outcome<IReadOnlyList<Item>>.From(read.Value.Items);
    }

    private static bool IsEnvelope(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("items"u8, out _)
        && body.EnumerateObject().All(property => property.Name is "items" or "trigger" or "options");

    private static JsonElement Optional(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    private static Outcome<StartBody> Fill(StartBody body, JsonElement value, bool splitsArray)
    {
        if (!ItemJson.IsList(value))
        {
            return body with { Items = splitsArray && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Single)] : [Single(value)] };
        }

        var items = ItemJson.Read(value);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Json.ValueKind != JsonValueKind.Object)
            {
                return Failure.Of(Refused, $"The json of item {i} is not an object.", item: i);
            }

            if (items[i].Binary.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
            {
                return Failure.Of(Refused, $"The binary of item {i} is not an object.", item: i);
            }
        }

        return body with { Items = items };
    }

    /// <summary>A value as one item.</summary>
    internal static Item Single(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new(value),
        JsonValueKind.Undefined => new(JsonConstants.EmptyObject),
        _ => new(Wrapped(value)),
    };

    private static JsonElement Wrapped(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("{\"value\":"u8);
        buffer.Write(JsonMarshal.GetRawUtf8Value(value));
        buffer.Write("}"u8);
        return JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = Limits.Depth + 1 });
    }
}
