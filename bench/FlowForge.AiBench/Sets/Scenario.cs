using System.Text.Json;

namespace FlowForge.AiBench.Sets;

/// <summary>A run of a workflow: what starts it, what the outside answers, and what it has to do. It names no node, for each model names its nodes as it likes.</summary>
internal sealed record Scenario
{
    /// <summary>What it shows; may be left out where there is one.</summary>
    public string Name { get; init; } = "run";

    /// <summary>Kind of the trigger that fires; null for the prompt's, else the only one.</summary>
    public string? Trigger { get; init; }

    /// <summary>When <c>$now</c> is at the start; null for now.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>What <c>$vars</c> holds.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>The JSON of what the trigger gives.</summary>
    public IReadOnlyList<JsonElement> Items { get; init; } = [];

    /// <summary>Answers to calls, as in tests of workflows; a call that is not here is a failed check.</summary>
    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>By kind: what nodes give that are not run (<c>email</c>, <c>wait</c>, <c>workflow</c>, <c>mcp</c>, <c>ai.*</c>, <c>azure.*</c>), item by item, the last one again and again; the item itself where nothing is said.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<StandIn>> StandIns { get; init; } = new Dictionary<string, IReadOnlyList<StandIn>>();

    /// <summary>What it has to do.</summary>
    public required Expectation Expect { get; init; }
}

/// <summary>An answer to a call.</summary>
internal sealed record Answer
{
    public string Method { get; init; } = "GET";

    public required string Url { get; init; }

    public int Status { get; init; } = 200;

    public JsonElement Json { get; init; }

    public string? Text { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a node that is not run makes of an item.</summary>
internal sealed record StandIn
{
    /// <summary>The port; null for the first.</summary>
    public string? Port { get; init; }

    /// <summary>The item's JSON; undefined for the one that came.</summary>
    public JsonElement Json { get; init; }

    /// <summary>Code of the failure that it is for the item; null for none.</summary>
    public string? Failure { get; init; }
}

/// <summary>
/// What a run has to do. JSON is compared as far as it is named; in the place of a value may stand <c>{ $has: text or texts }</c>, <c>{ $like: regular expression }</c>,
/// <c>{ $oneOf: [values] }</c>, <c>{ $any: true }</c> and <c>{ $absent: true }</c>.
/// </summary>
internal sealed record Expectation
{
    /// <summary>How the run ends.</summary>
    public string Status { get; init; } = "COMPLETED";

    /// <summary>All calls it makes, in any order: <c>{ method, url, query?, headers?, body? }</c>; null where they do not matter.</summary>
    public IReadOnlyList<JsonElement>? Calls { get; init; }

    /// <summary>All that nodes which are not run were to do, in any order: <c>{ kind, parameters }</c>; null where it does not matter.</summary>
    public IReadOnlyList<JsonElement>? Effects { get; init; }

    /// <summary>Lists of items, each of which some node gives by some port, all of its runs together: exactly so many, in this order.</summary>
    public IReadOnlyList<IReadOnlyList<JsonElement>> Gives { get; init; } = [];

    /// <summary>What the webhook's caller gets: <c>{ status?, headers?, body? }</c>; undefined where it does not matter.</summary>
    public JsonElement Reply { get; init; }

    /// <summary>Text of the failure that the run ends by.</summary>
    public string? Message { get; init; }
}
