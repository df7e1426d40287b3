using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Serialization;

/// <summary>
/// An object of a document that is asked for its properties one by one; <see cref="Close"/> refuses those nobody asked for.
/// What is wrong goes into the problems, and a harmless value is given in its place.
/// </summary>
internal sealed class DocumentObject
{
    private readonly JsonElement element;
    private readonly ProblemList problems;
    private readonly List<string> asked = new(8);
    private readonly string list;
    private readonly int index;
    private int found;

    private DocumentObject(JsonElement element, string list, int index, ProblemList problems)
    {
        this.element = element;
        this.list = list;
        this.index = index;
        this.problems = problems;
    }

    /// <summary>Its place in the document, put together only when it is told.</summary>
    public string Path => index < 0 ? list : DocumentPath.Item(list, index);

    /// <summary>The object at a path, or at an index of the list there; null when it is none.</summary>
    public static DocumentObject? Open(JsonElement element, string path, ProblemList problems, int index = -1)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return new(element, path, index, problems);
        }

        path = index < 0 ? path : DocumentPath.Item(path, index);
        problems.Refuse(ProblemCodes.Type, path, $"{(path.Length == 0 ? "The document" : "This")} must be an object, not {KindOf(element)}.");
        return null;
    }

    /// <summary>Place of a property.</summary>
    public string At(string name) => DocumentPath.Property(Path, name);

    /// <summary>Any value, null included; undefined when absent.</summary>
    public JsonElement Any(string name)
    {
        asked.Add(name);
        if (element.TryGetProperty(name, out var value))
        {
            found++;
            return value;
        }

        return default;
    }

    /// <summary>A string, or null when absent.</summary>
    public string? Text(string name) => Typed(name, JsonValueKind.String) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A string that must be there.</summary>
    public string RequiredText(string name) => Text(name) ?? Missing(name, "");

    /// <summary>A string that is an id.</summary>
    public string Id(string code)
    {
        if (Text("id") is not { } id)
        {
            return Missing("id", "");
        }

        if (!Identifiers.IsValid(id))
        {
            problems.Refuse(code, At("id"), $"{Shown.Quoted(id)} is no id: {Identifiers.Rule}.");
        }

        return id;
    }

    /// <summary>True or false; false when absent.</summary>
    public bool Flag(string name)
    {
        var value = Present(name);
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
        {
            WrongType(name, "true or false", value);
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A number, or null when absent.</summary>
    public double? Number(string name) =>
        Typed(name, JsonValueKind.Number) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    /// <summary>A number that must be there.</summary>
    public double RequiredNumber(string name) => Number(name) ?? Missing(name, 0.0);

    /// <summary>A whole number, or null when absent.</summary>
    public int? Whole(string name)
    {
        var number = Number(name);
        if (number is { } value && (value != Math.Truncate(value) || Math.Abs(value) > int.MaxValue))
        {
            problems.Refuse(ProblemCodes.Type, At(name), $"This must be a whole number, not {JsNumber.Format(value)}.");
            return null;
        }

        return (int?)number;
    }

    /// <summary>A whole number that must be there.</summary>
    public int RequiredWhole(string name) => Whole(name) ?? (Has(name) ? 0 : Missing(name, 0));

    /// <summary>One of the words of an enum, or null when absent.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } word)
        {
            return null;
        }

        if (!Words<T>.TryParse(word, out var value))
        {
            problems.Refuse(ProblemCodes.Value, At(name), $"{Shown.Quoted(word)} is none of: {Words<T>.All}.");
        }

        return value;
    }

    /// <summary>An object as it stands; undefined when absent.</summary>
    public JsonElement Object(string name) => Typed(name, JsonValueKind.Object);

    /// <summary>An array as it stands; undefined when absent.</summary>
    public JsonElement List(string name) => Typed(name, JsonValueKind.Array);

    /// <summary>An object to ask on; null when absent.</summary>
    public DocumentObject? Child(string name) =>
        Typed(name, JsonValueKind.Object) is { ValueKind: JsonValueKind.Object } value ? new(value, At(name), -1, problems) : null;

    /// <summary>A <c>meta</c>: anything up to <see cref="Limits.MetaBytes"/>.</summary>
    public JsonElement Meta()
    {
        var meta = Any("meta");
        if (meta.ValueKind != JsonValueKind.Undefined && JsonMarshal.GetRawUtf8Value(meta).Length > Limits.MetaBytes)
        {
            problems.Refuse(ProblemCodes.MetaTooLarge, At("meta"), $"The meta is larger than {Limits.MetaBytes} bytes.");
        }

        return meta;
    }

    /// <summary>Refuses the properties that nobody asked for. Each may be asked for once.</summary>
    public void Close()
    {
        if (found == element.GetPropertyCount())
        {
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!asked.Any(name => property.NameEquals(name)))
            {
                problems.Refuse(ProblemCodes.UnknownProperty, At(property.Name), $"There is no property {Shown.Quoted(property.Name)} here.");
            }
        }
    }

    /// <summary>Lets be what nobody asked for, where it cannot be told what belongs here.</summary>
    public void Leave() => found = element.GetPropertyCount();

    /// <summary>A value of the wrong type.</summary>
    public static void WrongType(ProblemList problems, string path, string wanted, JsonElement value) =>
        problems.Refuse(ProblemCodes.Type, path, $"This must be {wanted}, not {KindOf(value)}.");

    private void WrongType(string name, string wanted, JsonElement value) => WrongType(problems, At(name), wanted, value);

    /// <summary>Whether there is a value other than null; this does not count as asking for it.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private JsonElement Present(string name) => Any(name) is { ValueKind: not JsonValueKind.Null } value ? value : default;

    private JsonElement Typed(string name, JsonValueKind kind)
    {
        var value = Present(name);
        if (value.ValueKind == kind || value.ValueKind == JsonValueKind.Undefined)
        {
            return value;
        }

        WrongType(name, kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.Number => "a number",
            _ => "a string",
        }, value);
        return default;
    }

    private T Missing<T>(string name, T inItsPlace)
    {
        if (!Has(name))
        {
            problems.Refuse(ProblemCodes.Missing, At(name), $"The property {Shown.Quoted(name)} is missing.");
        }

        return inItsPlace;
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
