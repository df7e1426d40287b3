using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.SplitOut;

/// <summary>A list that is split.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="As">The field of each element, a plain name.</param>
internal sealed record SplitField(FieldPath Path, FieldPath As)
{
    /// <summary>Whether the item's files are split.</summary>
    public bool IsBinary => Path.Text == "$binary";
}

/// <summary>The parameters of <c>splitOut</c>.</summary>
/// <param name="Fields">The lists, one at least.</param>
/// <param name="Others">What else comes along.</param>
/// <param name="IsWhole">Whether an element that is an object becomes the item.</param>
/// <param name="HasBinaries">Whether files come along; default no.</param>
internal sealed record SplitOutParameters(IReadOnlyList<SplitField> Fields, FieldChoice Others, bool IsWhole, bool HasBinaries)
{
    /// <summary>Reads them.</summary>
    public static Outcome<SplitOutParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var dots = reader.Flag("dots", true);
        var names = reader.Names("field");
        var given = reader.Names("as");
        if (names.Count == 0)
        {
            reader.Refuse("field", "must name a field to split");
        }

        if (given.Count > 0 && given.Count != names.Count)
        {
            reader.Refuse("as", $"must have as many names as \"field\", {names.Count}");
        }

        var fields = names.Select((name, at) => new SplitField(reader.Path(name, dots), reader.Path(given.ElementAtOrDefault(at) ?? name, dots: false))).ToArray();
        var others = FieldChoice.Read(reader, Included.None, dots) with { IsFlat = true };
        return reader.Give(new SplitOutParameters(
            fields, others, names.Count == 1 && given.Count == 0 && others.Included == Included.None, reader.Flag("binaries", false)));
    }
}
