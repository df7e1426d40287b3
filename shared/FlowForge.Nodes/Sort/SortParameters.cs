using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Sort;

/// <summary>A field to sort by.</summary>
internal sealed record SortField(FieldPath Path, bool IsDescending);

/// <summary>The parameters of <c>sort</c>.</summary>
/// <param name="Fields">What items are sorted by; none when they are shuffled.</param>
/// <param name="IgnoresCase">Whether upper and lower case are the same; default yes.</param>
/// <param name="IsRandom">Whether items are shuffled; default no.</param>
/// <param name="Seed">What the shuffled order depends on; null for the run.</param>
internal sealed record SortParameters(IReadOnlyList<SortField> Fields, bool IgnoresCase, bool IsRandom, string? Seed)
{
    private static readonly FrozenDictionary<string, bool> Modes =
        new Dictionary<string, bool> { ["fields"] = false, ["random"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> Orders =
        new Dictionary<string, bool> { ["asc"] = false, ["desc"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public static Outcome<SortParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var isRandom = reader.Choice("mode", Modes, false);
        var dots = reader.Flag("dots", true);
        var fields = reader.Each("fields", field => new SortField(field.Path(field.Needed("field"), dots), field.Choice("order", Orders, false)));
        if (!isRandom && fields.Count == 0)
        {
            reader.Refuse("fields", "must name a field to sort by");
        }

        var seed = reader.Value("seed");
        return reader.Give(new SortParameters(fields, reader.Flag("ignoreCase", true), isRandom, ParameterReader.IsAbsent(seed) ? null : JsText.Of(seed)));
    }
}
