using System.Text.Json;

namespace FlowForge.AiBench.Sets;

/// <summary>A file of prompts: one kind of automation.</summary>
internal sealed record PromptSet
{
    /// <summary>The kind of automation, for the report.</summary>
    public required string Area { get; init; }

    /// <summary>Its prompts.</summary>
    public required IReadOnlyList<PromptCase> Prompts { get; init; }
}

/// <summary>A prompt, and what a workflow made of it has to do.</summary>
internal sealed record PromptCase
{
    /// <summary>Unique among all prompts.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of automation, of the file it stands in.</summary>
    public string Area { get; init; } = "";

    /// <summary>What the person asks for.</summary>
    public required string Prompt { get; init; }

    /// <summary>The workflow that is to be changed (<see cref="Drawing"/>); null for a new one.</summary>
    public Drawing? Workflow { get; init; }

    /// <summary>Whether the right answer is a question and no change, for what is asked cannot be known.</summary>
    public bool Asks { get; init; }

    /// <summary>The trigger that the workflow has to have; null where <see cref="Workflow"/> has it.</summary>
    public WantedTrigger? Trigger { get; init; }

    /// <summary>How it should be built; a share of it counts, and none of it decides whether the prompt passes.</summary>
    public Structure Structure { get; init; } = new();

    /// <summary>Ids of nodes of <see cref="Workflow"/> that must come out as they were.</summary>
    public IReadOnlyList<string> Keeps { get; init; } = [];

    /// <summary>What it has to do.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; init; } = [];

    /// <summary>A reply that passes: the proof that the prompt can be done.</summary>
    public required Drawing Reference { get; init; }
}

/// <summary>A trigger as the prompt asks for it.</summary>
internal sealed record WantedTrigger
{
    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Parameters it has to have, compared as far as they are named.</summary>
    public JsonElement Parameters { get; init; }

    /// <summary>Of a schedule: the moment from which <see cref="Fires"/> counts.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Of a schedule: the next moments at which it fires, whatever the expression says them by.</summary>
    public IReadOnlyList<DateTimeOffset> Fires { get; init; } = [];
}

/// <summary>How a workflow should be built.</summary>
internal sealed record Structure
{
    /// <summary>Kinds it should have; <c>a|b</c> for either.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Kinds it should do without.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Most nodes; null where it does not matter.</summary>
    public int? NodesAtMost { get; init; }
}
