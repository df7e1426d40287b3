namespace FlowForge.AiBench.Sets;

/// <summary>A file of broken runs: one cause.</summary>
internal sealed record HealSet
{
    /// <summary>The cause, for the report.</summary>
    public required string Area { get; init; }

    /// <summary>The runs.</summary>
    public required IReadOnlyList<HealCase> Heals { get; init; }
}

/// <summary>A run that breaks, and what is right to do about it.</summary>
internal sealed record HealCase
{
    /// <summary>Unique among all; the workflow's id.</summary>
    public required string Id { get; init; }

    /// <summary>The cause, of the file it stands in.</summary>
    public string Area { get; init; } = "";

    /// <summary>What is wrong, for people; no model sees it.</summary>
    public required string About { get; init; }

    /// <summary>The workflow.</summary>
    public required Drawing Workflow { get; init; }

    /// <summary>An earlier run that ended well; null for none.</summary>
    public Start? Earlier { get; init; }

    /// <summary>The run that breaks.</summary>
    public required Start Broken { get; init; }

    /// <summary>What is right.</summary>
    public required RightHeal Right { get; init; }

    /// <summary>What the changed workflow has to do.</summary>
    public IReadOnlyList<Scenario> Fixed { get; init; } = [];

    /// <summary>A reply that passes; null where no model is asked.</summary>
    public Drawing? Reference { get; init; }
}

/// <summary>What starts a run and what the outside answers.</summary>
internal sealed record Start
{
    public IReadOnlyList<System.Text.Json.JsonElement> Items { get; init; } = [];

    public IReadOnlyList<Answer> Answers { get; init; } = [];
}

/// <summary>What is right to do about a failure.</summary>
internal sealed record RightHeal
{
    /// <summary>Causes any of which is right.</summary>
    public required IReadOnlyList<string> Cause { get; init; }

    /// <summary><c>change</c>, <c>items</c> (other data for the item that failed), <c>retry</c> (later) or <c>none</c>: the data or something outside is a person's to mend.</summary>
    public required string Action { get; init; }

    /// <summary>With change: the nodes that may be other than before, and no others.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>With items: what the node gives then, on its first port.</summary>
    public IReadOnlyList<System.Text.Json.JsonElement> Gives { get; init; } = [];

    /// <summary>With retry: seconds after which to try again, where it matters.</summary>
    public int? AfterSeconds { get; init; }
}
