using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Compare;

/// <summary>What comes out of items that differ.</summary>
internal enum DifferentOutput
{
    /// <summary>Both versions, field by field.</summary>
    Both,

    /// <summary>The item of the first input.</summary>
    A,

    /// <summary>The item of the second input.</summary>
    B,

    /// <summary>Fields of both.</summary>
    Mix,
}

/// <summary>The parameters of <c>compare</c>.</summary>
/// <param name="KeysOfA">What makes partners, in the first input.</param>
/// <param name="KeysOfB">The same in the second.</param>
internal sealed record CompareParameters(IReadOnlyList<FieldPath> KeysOfA, IReadOnlyList<FieldPath> KeysOfB)
{
    private static readonly FrozenDictionary<string, DifferentOutput> Outputs =
        Enum.GetValues<DifferentOutput>().ToFrozenDictionary(value => value.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> Inputs =
        new Dictionary<string, bool> { ["a"] = false, ["b"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> Matches =
        new Dictionary<string, bool> { ["first"] = false, ["all"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What comes out of items that differ; default both.</summary>
    public DifferentOutput Output { get; private init; }

    /// <summary>Mix: whether the second input's fields are taken; default no.</summary>
    public bool PrefersB { get; private init; }

    /// <summary>Mix: fields that the other one gives.</summary>
    public IReadOnlyList<string> ExceptFor { get; private init; } = [];

    /// <summary>Fields that are not compared.</summary>
    public IReadOnlySet<string> Skipped { get; private init; } = FrozenSet<string>.Empty;

    /// <summary>Whether an item is compared with each of its partners; default with the first.</summary>
    public bool HasAllMatches { get; private init; }

    /// <summary>Whether types are ignored; default no.</summary>
    public bool IsLoose { get; private init; }

    /// <summary>Reads them.</summary>
    public static Outcome<CompareParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var dots = reader.Flag("dots", true);
        var pairs = reader.Each("keys", pair => (A: pair.Path(pair.Needed("a"), dots), B: pair.Path(pair.Needed("b"), dots)));
        var same = reader.Paths("on", dots);
        if (pairs.Count + same.Count == 0)
        {
            reader.Refuse("on", "or \"keys\" must name the fields to match by");
        }

        return reader.Give(new CompareParameters([.. pairs.Select(pair => pair.A), .. same], [.. pairs.Select(pair => pair.B), .. same])
        {
            Output = reader.Choice("output", Outputs, DifferentOutput.Both),
            PrefersB = reader.Choice("prefer", Inputs, false),
            ExceptFor = reader.Names("exceptFor"),
            Skipped = reader.Names("skip").ToFrozenSet(StringComparer.Ordinal),
            HasAllMatches = reader.Choice("matches", Matches, false),
            IsLoose = reader.Flag("loose", false),
        });
    }
}
