using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Merge;

/// <summary>A field of the first input and the one of the second that must be equal.</summary>
internal readonly record struct KeyPair(FieldPath Left, FieldPath Right);

/// <summary>The parameters of <c>merge</c>.</summary>
/// <param name="Mode">How items come together; default append.</param>
internal sealed record MergeParameters(MergeMode Mode)
{
    /// <summary>Modes by name.</summary>
    public static readonly FrozenDictionary<string, MergeMode> Modes = Words<MergeMode>();

    private static readonly FrozenDictionary<string, JoinKind> Joins = Words<JoinKind>();
    private static readonly FrozenDictionary<string, Clash> Clashes = Words<Clash>();
    private static readonly FrozenDictionary<string, Source> Sources = Words<Source>();
    private static readonly FrozenDictionary<string, Unpaired> UnpairedWords = Words<Unpaired>();
    private static readonly FrozenDictionary<string, bool> MatchWords = Yes("first", "all");

    /// <summary>By position: which items without a partner stay; default none.</summary>
    public Unpaired Unpaired { get; private init; }

    /// <summary>By key: the fields that must be equal.</summary>
    public IReadOnlyList<KeyPair> Keys { get; private init; } = [];

    /// <summary>By key: what comes out; default inner.</summary>
    public JoinKind Join { get; private init; }

    /// <summary>By key, with inner and anti: whose items come out. Default both with inner, where they are merged, and the first's with anti.</summary>
    public Source From { get; private init; }

    /// <summary>By key: whether the first match is enough; default no.</summary>
    public bool FirstMatchOnly { get; private init; }

    /// <summary>By key: whether keys are compared as text, so that 1 equals "1"; default no.</summary>
    public bool IsLoose { get; private init; }

    /// <summary>Fields that both have; default the last wins.</summary>
    public Clash Clash { get; private init; }

    /// <summary>By key, with anti: name of a field that says which input an item came from; default none.</summary>
    public string? Mark { get; private init; }

    /// <summary>With the clash suffix: whether fields that only one has, and those of items that stay alone, get it, too; default no.</summary>
    public bool SuffixesAll { get; private init; }

    /// <summary>Whether objects that both have are merged in turn; default no.</summary>
    public bool IsDeep { get; private init; }

    /// <summary>Choose: that no input's items come out, but one empty item.</summary>
    public const string Nobody = "none";

    /// <summary>Choose: the input, or <see cref="Nobody"/>; default the first.</summary>
    public string Use { get; private init; } = "in1";

    /// <summary>Reads them.</summary>
    public static Outcome<MergeParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var mode = reader.Choice("mode", Modes, MergeMode.Append);
        var join = reader.Choice("join", Joins, JoinKind.Inner);
        var read = new MergeParameters(mode)
        {
            Unpaired = reader.Choice("unpaired", UnpairedWords, Unpaired.Drop),
            Keys = mode == MergeMode.Key ? ReadKeys(reader) : [],
            Join = join,
            From = reader.Choice("from", Sources, join == JoinKind.Anti ? Source.In1 : Source.Both),
            FirstMatchOnly = reader.Choice("matches", MatchWords, false),
            IsLoose = reader.Flag("loose", false),
            Clash = reader.Choice("clash", Clashes, Clash.Last),
            SuffixesAll = reader.Flag("suffixAll", false),
            Mark = join == JoinKind.Anti ? reader.Text("mark") : null,
            IsDeep = reader.Flag("deep", false),
            Use = reader.Text("use") ?? "in1",
        };
        return reader.Give(read);
    }

    private static List<KeyPair> ReadKeys(ParameterReader reader)
    {
        List<KeyPair> keys = [];
        foreach (var element in reader.List("keys", Limits.Conditions))
        {
            var pair = new ParameterReader(element, "keys");
            Add(pair.Text("left"), pair.Text("right"));
            reader.Take(pair.Failure);
        }

        var on = reader.Value("on");
        foreach (var name in on.ValueKind == JsonValueKind.Array ? on.EnumerateArray().Select(JsText.Of) : (reader.Text("on") ?? "").Split(','))
        {
            if (name.Trim() is { Length: > 0 } trimmed)
            {
                Add(trimmed, trimmed);
            }
        }

        if (keys.Count == 0)
        {
            reader.Refuse("on", "or \"keys\" must name the fields to merge by");
        }

        return keys;

        void Add(string? left, string? right)
        {
            var (one, other) = (FieldPath.Read(left ?? right ?? ""), FieldPath.Read(right ?? left ?? ""));
            reader.Take(one.Failure ?? other.Failure);
            keys.Add(new(one.Value!, other.Value!));
        }
    }

    private static FrozenDictionary<string, T> Words<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static FrozenDictionary<string, bool> Yes(string yes, string no) =>
        new Dictionary<string, bool> { [yes] = true, [no] = false }.ToFrozenDictionary(StringComparer.Ordinal);
}
