using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Aggregate;

/// <summary>A field whose values are gathered.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="As">Where its list goes.</param>
internal sealed record GatheredField(FieldPath Path, FieldPath As);

/// <summary>The parameters of <c>aggregate</c>.</summary>
/// <param name="Fields">Lists by field; empty when <see cref="Items"/> is set.</param>
internal sealed record AggregateParameters(IReadOnlyList<GatheredField> Fields)
{
    private static readonly FrozenDictionary<string, bool> Modes =
        new Dictionary<string, bool> { ["fields"] = false, ["items"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What of each item goes into the one list; null to gather fields.</summary>
    public FieldChoice? Items { get; private init; }

    /// <summary>Where that list goes; default <c>data</c>.</summary>
    public FieldPath As { get; private init; } = new("data", [PathStep.Of("data")]);

    /// <summary>Whether elements of lists are gathered rather than lists; default no.</summary>
    public bool MergesLists { get; private init; }

    /// <summary>Whether a missing value is null in its list; default no.</summary>
    public bool KeepsMissing { get; private init; }

    /// <summary>Whether files come along; default no.</summary>
    public bool HasBinaries { get; private init; }

    /// <summary>Whether the same file comes once; default no.</summary>
    public bool HasUniqueBinaries { get; private init; }

    /// <summary>Reads them.</summary>
    public static Outcome<AggregateParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var dots = reader.Flag("dots", true);
        var isItems = reader.Choice("mode", Modes, false);
        var fields = isItems ? [] : reader.Each("fields", field => ReadField(field, dots));
        if (!isItems && fields.Count == 0)
        {
            reader.Refuse("fields", "must name a field to gather");
        }

        if (fields.GroupBy(field => field.As.Text, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
        {
            reader.Refuse("fields", $"uses the name \"{twice}\" more than once; give one of them another with \"as\"");
        }

        return reader.Give(new AggregateParameters(fields)
        {
            Items = isItems ? FieldChoice.Read(reader, Included.All, dots) : null,
            As = reader.Path(reader.Text("as") ?? "data", dots),
            MergesLists = reader.Flag("mergeLists", false),
            KeepsMissing = reader.Flag("keepMissing", false),
            HasBinaries = reader.Flag("binaries", false),
            HasUniqueBinaries = reader.Flag("uniqueBinaries", false),
        });
    }

    private static GatheredField ReadField(ParameterReader reader, bool dots)
    {
        var path = reader.Path(reader.Needed("field"), dots);
        var last = path.Steps.LastOrDefault(step => step.Index is null).Name ?? path.Text;
        return new(path, reader.Text("as") is { Length: > 0 } name ? reader.Path(name, dots) : FieldPath.Read(last, dots: false).Value!);
    }
}
