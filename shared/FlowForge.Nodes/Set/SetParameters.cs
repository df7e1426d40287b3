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
}

/// <summary>The parameters of <c>set</c>.</summary>
/// <param name="Names">The fields to set.</param>
/// <param name="Values">Their values, normalised, in the same order; null where an expression gave nothing.</param>
/// <param name="Keep">What stays of the item; default all.</param>
/// <param name="Only">Fields that stay with <see cref="Keep.Selected"/>.</param>
internal sealed record SetParameters(FieldNames Names, JsonElement[] Values, Keep Keep, IReadOnlyList<FieldPath> Only)
{
    private static readonly FrozenDictionary<string, Keep> Keeps = new Dictionary<string, Keep>
    {
        ["all"] = Keep.All,
        ["none"] = Keep.None,
        ["selected"] = Keep.Selected,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether no path leads into an object, so that an item is copied field by field.</summary>
    public bool IsFlat { get; } = Names.IsFlat && Only.All(path => path.Steps.Count == 1);

    /// <summary>Reads them.</summary>
    /// <param name="parameters">Resolved parameters.</param>
    /// <param name="drawn">The names of the fields as drawn; null when <c>fields</c> is an expression.</param>
    public static Outcome<SetParameters> Read(JsonElement parameters, FieldNames? drawn)
    {
        var reader = new ParameterReader(parameters);
        var dots = reader.Flag("dots", true);
        var keep = reader.Choice("keep", Keeps, Keep.All);
        var fields = reader.Value("fields");
        if (ParameterReader.IsAbsent(fields))
        {
            fields = JsonConstants.EmptyObject;
        }

        if (fields.ValueKind != JsonValueKind.Object)
        {
            reader.Refuse("fields", "must be an object of names and values");
            return reader.Failure!;
        }

        var names = drawn is null ? FieldNames.Read(fields, dots) : drawn;
        reader.Take(names.Failure);
        var only = keep == Keep.Selected ? ReadOnly(reader, dots) : [];
        return reader.Failure is { } failure ? failure : new SetParameters(names.Value!, names.Value!.ValuesIn(fields), keep, only);
    }

    private static List<FieldPath> ReadOnly(ParameterReader reader, bool dots)
    {
        List<FieldPath> only = [];
        foreach (var name in reader.List("only", int.MaxValue))
        {
            if (name.ValueKind != JsonValueKind.String)
            {
                reader.Refuse("only", "must be a list of names");
                continue;
            }

            var path = FieldPath.Read(name.GetString()!, dots);
            reader.Take(path.Failure);
            only.Add(path.Value!);
        }

        return only;
    }
}
