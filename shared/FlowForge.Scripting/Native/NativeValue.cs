using System.Text.Json;

namespace FlowForge.Scripting.Native;

/// <summary>What kind of value the fast path found.</summary>
internal enum NativeKind : byte
{
    /// <summary>Not for the fast path after all: Jint answers.</summary>
    Bail,

    /// <summary>undefined</summary>
    Undefined,

    /// <summary>null</summary>
    Null,

    /// <summary>false</summary>
    False,

    /// <summary>true</summary>
    True,

    /// <summary>A number in <see cref="NativeValue.Number"/>.</summary>
    Number,

    /// <summary>A string in <see cref="NativeValue.Text"/>.</summary>
    Text,

    /// <summary>A string, an object or an array of an item, in <see cref="NativeValue.Element"/>.</summary>
    Element,
}

/// <summary>A JavaScript value of the fast path.</summary>
internal readonly struct NativeValue
{
    public static readonly NativeValue Bail = new(NativeKind.Bail);

    public static readonly NativeValue Undefined = new(NativeKind.Undefined);

    public static readonly NativeValue Null = new(NativeKind.Null);

    private NativeValue(NativeKind kind, double number = 0, string? text = null, JsonElement element = default)
    {
        Kind = kind;
        Number = number;
        Text = text;
        Element = element;
    }

    public NativeKind Kind { get; }

    public double Number { get; }

    public string? Text { get; }

    public JsonElement Element { get; }

    /// <summary>Whether it is a string, from an item or made.</summary>
    public bool IsString => Kind == NativeKind.Text || (Kind == NativeKind.Element && Element.ValueKind == JsonValueKind.String);

    /// <summary>Whether it is an object or an array.</summary>
    public bool IsObject => Kind == NativeKind.Element && Element.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    public static NativeValue Of(bool value) => new(value ? NativeKind.True : NativeKind.False);

    public static NativeValue Of(double value) => new(NativeKind.Number, value);

    public static NativeValue Of(string value) => new(NativeKind.Text, text: value);

    public static NativeValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => Undefined,
        JsonValueKind.Null => Null,
        JsonValueKind.True => Of(true),
        JsonValueKind.False => Of(false),
        JsonValueKind.Number => Of(element.GetDouble()),
        _ => new(NativeKind.Element, element: element),
    };

    /// <summary>The characters of a string.</summary>
    public string AsString() => Text ?? Element.GetString()!;
}
