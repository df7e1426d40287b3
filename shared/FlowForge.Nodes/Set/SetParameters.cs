using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Set;

/// <summary>What stays of an item.</summary>
internal enum Keep
{
    /// <summary>All its fields.</summary>
    All,

    /// <summary>None of them.</summary>
    None,

    /// <summary>Those that are named.</summary>
    Selected,

    /// <summary>All but those that are named.</summary>
    Except,
}

/// <summary>The parameters of <c>set</c>.</summary>
/// <param name="Names">The fields to set.</param>
/// <param name="Values">Their values, normalised, in the same order; null where an expression gave nothing.</param>
/// <param name="Keep">What stays of the item; default all.</param>
/// <param name="Only">Fields that stay with <see cref="Keep.Selected"/>, and that go with <see cref="Keep.Except"/>.</param>
internal sealed record SetParameters(FieldNames Names, JsonElement[] Values, Keep Keep, IReadOnlyList<FieldPath> Only)
{
    private static readonly FrozenDictionary<string, Keep> Keeps = new Dictionary<string, Keep>
    {
        ["all"] = Keep.All,
        ["none"] = Keep.None,
        ["selected"] = Keep.Selected,
        ["except"] = Keep.Except,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> BinaryWords = new Dictionary<string, bool> { ["keep"] = true, ["drop"] = false }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the item's binaries stay; default yes.</summary>
    public bool KeepsBinary { get; private init; } = true;

    /// <summary>Whether no path leads into an object, so that an item is copied field by field.</summary>
    public bool IsFlat { get; } = Names.IsFlat && Only.All(path => path.Steps.Count == 1);

    /// <summary>Reads them.</summary>
    /// <param name="parameters">Resolved parameters.</param>
    /// <param name="drawn">The names of the fields as drawn; null when <c>fields</c> is an expression.</param>
    public static Outcome<SetParameters> Read(JsonElement parameters, FieldNames? drawn)
    {
        var reader = new ParameterReader(parameters);
        var dots = reader.Flag("dots", true);
        var keepsBinary = reader.Choice("binary", BinaryWords, true);
        var keep = reader.Choice("keep", Keeps, Keep.All);
        var only = keep switch
        {
            Keep.Selected => ReadOnly(reader, "only", dots),
            Keep.Except => ReadOnly(reader, "except", dots: false),
            _ => [],
        };
        var (fields, names) = ParameterReader.IsAbsent(reader.Value("json"))
            ? Drawn(reader, dots, drawn)
            : Whole(reader);
        var values = names?.ValuesIn(fields) ?? [];
        Convert(reader, names, values);
        return reader.Failure is { } failure ? failure : new SetParameters(names!, values, keep, only) { KeepsBinary = keepsBinary };
    }

    private static (JsonElement Fields, FieldNames? Names) Drawn(ParameterReader reader, bool dots, FieldNames? drawn)
    {
        var fields = reader.Value("fields");
        if (ParameterReader.IsAbsent(fields))
        {
            fields = JsonConstants.EmptyObject;
        }

        if (fields.ValueKind != JsonValueKind.Object)
        {
            reader.Refuse("fields", "must be an object of names and values");
            return default;
        }

        return (fields, drawn ?? NamesIn(reader, fields, dots));
    }

    /// <summary>An object in the place of fields, also as a text of JSON; its names are no paths.</summary>
    private static (JsonElement Fields, FieldNames? Names) Whole(ParameterReader reader)
    {
        var json = FieldTypes.Make(reader.Value("json"), FieldType.Object, "json");
        reader.Take(json.Failure);
        return json.IsFailure ? default : (json.Value, NamesIn(reader, json.Value, dots: false));
    }

    private static FieldNames? NamesIn(ParameterReader reader, JsonElement fields, bool dots)
    {
        var names = FieldNames.Read(fields, dots);
        reader.Take(names.Failure);
        return names.Value;
    }

    private static void Convert(ParameterReader reader, FieldNames? names, JsonElement[] values)
    {
        var types = FieldTypes.Read(reader);
        var isLenient = reader.Flag("lenient", false);
        for (var at = 0; at < values.Length && types.Count > 0; at++)
        {
            if (types.TryGetValue(names!.All[at].Path.Text, out var type))
            {
                var made = FieldTypes.Make(values[at], type, names.All[at].Path.Text);
                if (!isLenient)
                {
                    reader.Take(made.Failure);
                }

                values[at] = made.IsFailure ? values[at] : made.Value;
            }
        }
    }

    private static List<FieldPath> ReadOnly(ParameterReader reader, string parameter, bool dots)
    {
        List<FieldPath> only = [];
        foreach (var name in reader.List(parameter, int.MaxValue))
        {
            if (name.ValueKind != JsonValueKind.String)
            {
                reader.Refuse(parameter, "must be a list of names");
                continue;
            }

            var path = FieldPath.Read(name.GetString()!, dots);
            reader.Take(path.Failure);
            only.Add(path.Value!);
        }

        return only;
    }
}
