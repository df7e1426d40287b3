namespace FlowForge.Scripting.Syntax;

/// <summary>What a source needs in order to run, read from its syntax tree.</summary>
internal sealed record SourceNeeds
{
    /// <summary>A source that needs nothing.</summary>
    public static readonly SourceNeeds None = new();

    /// <summary>Names of the prelude that have to be there.</summary>
    public IReadOnlyList<string> Globals { get; init; } = [];

    /// <summary>What it asks of other nodes and of its own input, as far as the text tells.</summary>
    public IReadOnlyList<Lookup> Lookups { get; init; } = [];

    /// <summary>Names of nodes it asks for; null in the list for a computed one.</summary>
    public IReadOnlyList<string?> NodeNames { get; init; } = [];

    /// <summary>Whether it awaits, so that it must be an async function.</summary>
    public bool Awaits { get; init; }

    /// <summary>Whether it may change an object in place, so that what it is given must not be shared.</summary>
    public bool Mutates { get; init; }

    /// <summary>Whether it needs nothing but the items of its own input and what is the same for all: no other node, nothing that is kept between runs.</summary>
    public bool AreOfInput => !AsksInputOtherwise && NodeNames.Count == 0 && Lookups.All(lookup => lookup.Name.Length == 0 && lookup.Form is LookupForms.All or LookupForms.First or LookupForms.Last)
        && Globals.All(PreludeNames.OfInputAlone);

    /// <summary>Whether it asks its input for more than its items: another run of it, how far the loop before it is, or what the text does not tell.</summary>
    public bool AsksInputOtherwise { get; init; }

    /// <summary>The needs of several expressions that run side by side.</summary>
    public static SourceNeeds Join(IEnumerable<SourceNeeds> parts)
    {
        var all = parts.ToList();
        return new()
        {
            Globals = [.. all.SelectMany(part => part.Globals).Distinct()],
            Lookups = [.. all.SelectMany(part => part.Lookups).Distinct()],
            NodeNames = [.. all.SelectMany(part => part.NodeNames).Distinct()],
            Awaits = all.Exists(part => part.Awaits),
            Mutates = all.Exists(part => part.Mutates),
            AsksInputOtherwise = all.Exists(part => part.AsksInputOtherwise),
        };
    }
}
