using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Summarize;

/// <summary>What is made of the values of a field.</summary>
internal enum SummaryOperation
{
    /// <summary>A list.</summary>
    Append,

    /// <summary>The average of the numbers.</summary>
    Average,

    /// <summary>One text.</summary>
    Concatenate,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>How many differ.</summary>
    CountUnique,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The sum of the numbers.</summary>
    Sum,
}

/// <summary>A field of the result.</summary>
/// <param name="Operation">What is computed; default count.</param>
/// <param name="Path">Of which field.</param>
/// <param name="As">Under which name.</param>
/// <param name="IncludesEmpty">Whether empty values are taken; default no.</param>
/// <param name="Separator">What stands between texts; default a comma.</param>
internal sealed record SummaryField(SummaryOperation Operation, FieldPath Path, string As, bool IncludesEmpty, string Separator);

/// <summary>The parameters of <c>summarize</c>.</summary>
/// <param name="Fields">What is computed, one at least.</param>
/// <param name="By">What makes the groups.</param>
/// <param name="SkipsEmpty">Whether items without a group are left out; default no.</param>
/// <param name="IgnoresMissing">Whether a field that no item has is no failure; default no.</param>
/// <param name="IsSingle">Whether all groups stand in one item; default no.</param>
/// <param name="IsOfTexts">Whether what makes a group is taken and given as a text; default no.</param>
internal sealed record SummarizeParameters(
    IReadOnlyList<SummaryField> Fields, IReadOnlyList<FieldPath> By, bool SkipsEmpty, bool IgnoresMissing, bool IsSingle, bool IsOfTexts)
{
    private static readonly FrozenDictionary<string, SummaryOperation> Operations =
        Enum.GetValues<SummaryOperation>().ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> Missing =
        new Dictionary<string, bool> { ["fail"] = false, ["ignore"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> Outputs =
        new Dictionary<string, bool> { ["items"] = false, ["single"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public static Outcome<SummarizeParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var dots = reader.Flag("dots", true);
        var fields = reader.Each("fields", field => ReadField(field, dots));
        if (fields.Count == 0)
        {
            reader.Refuse("fields", "must name a field to compute");
        }

        return reader.Give(new SummarizeParameters(
            fields, reader.Paths("by", dots), reader.Flag("skipEmpty", false), reader.Choice("missing", Missing, false), reader.Choice("output", Outputs, false), reader.Flag("texts", false)));
    }

    private static SummaryField ReadField(ParameterReader reader, bool dots)
    {
        var operation = reader.Choice("operation", Operations, SummaryOperation.Count);
        var name = reader.Needed("field");
        return new(
            operation,
            reader.Path(name, dots),
            reader.Text("as") is { Length: > 0 } given ? given : SummaryName.Of(operation, name),
            reader.Flag("includeEmpty", false),
            reader.Text("separator") ?? ",");
    }
}
