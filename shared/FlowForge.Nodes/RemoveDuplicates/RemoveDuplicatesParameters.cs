using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.RemoveDuplicates;

/// <summary>With what items are compared.</summary>
internal enum DuplicatesOperation
{
    /// <summary>With one another.</summary>
    Items,

    /// <summary>With those of earlier runs.</summary>
    Seen,

    /// <summary>With nothing: what earlier runs had is forgotten.</summary>
    Forget,
}

/// <summary>What makes an item new.</summary>
internal enum Novelty
{
    /// <summary>A value that no run had.</summary>
    Value,

    /// <summary>A number above all before.</summary>
    Number,

    /// <summary>A date after all before.</summary>
    Date,
}

/// <summary>The parameters of <c>removeDuplicates</c>.</summary>
/// <param name="Operation">With what items are compared; default with one another.</param>
internal sealed record RemoveDuplicatesParameters(DuplicatesOperation Operation)
{
    private static readonly FrozenDictionary<string, DuplicatesOperation> Operations = Words<DuplicatesOperation>();
    private static readonly FrozenDictionary<string, Novelty> Novelties = Words<Novelty>();

    private static readonly FrozenDictionary<string, Included> Compared = new Dictionary<string, Included>
    {
        ["all"] = Included.All, ["except"] = Included.Except, ["selected"] = Included.Selected,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> Scopes =
        new Dictionary<string, bool> { ["node"] = false, ["workflow"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The fields that are compared; default all.</summary>
    public FieldChoice Fields { get; private init; } = new(Included.All, []);

    /// <summary>Whether only those stay; default no.</summary>
    public bool KeepsOnlyCompared { get; private init; }

    /// <summary>What makes an item new; default a value that no run had.</summary>
    public Novelty By { get; private init; }

    /// <summary>What is remembered of the item; undefined when absent.</summary>
    public JsonElement Value { get; private init; }

    /// <summary>Whether all nodes of the workflow remember together; default no.</summary>
    public bool IsOfWorkflow { get; private init; }

    /// <summary>How many values are remembered.</summary>
    public int History { get; private init; }

    /// <summary>Reads them.</summary>
    public static Outcome<RemoveDuplicatesParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var operation = reader.Choice("operation", Operations, DuplicatesOperation.Items);
        var compared = reader.Choice("compare", Compared, Included.All);
        var fields = operation == DuplicatesOperation.Items && compared != Included.All ? reader.Paths("fields", reader.Flag("dots", true)) : [];
        if (operation == DuplicatesOperation.Items && compared == Included.Selected && fields.Count == 0)
        {
            reader.Refuse("fields", "must name the fields to compare");
        }

        return reader.Give(new RemoveDuplicatesParameters(operation)
        {
            Fields = new(compared, fields),
            KeepsOnlyCompared = reader.Flag("onlyCompared", false),
            By = reader.Choice("by", Novelties, Novelty.Value),
            Value = reader.Value("value"),
            IsOfWorkflow = reader.Choice("scope", Scopes, false),
            History = reader.Whole("history", Limits.SeenValues, 1, Limits.SeenValuesMost),
        });
    }

    private static FrozenDictionary<string, T> Words<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString().ToLowerInvariant(), StringComparer.Ordinal);
}
