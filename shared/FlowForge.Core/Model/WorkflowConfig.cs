namespace FlowForge.Core.Model;

/// <summary>Settings of a workflow's runs.</summary>
public sealed record WorkflowConfig
{
    /// <summary>IANA time zone of schedules and of <c>$now</c>; null means UTC.</summary>
    public string? Timezone { get; init; }

    /// <summary>Running time after which a run fails with <c>run.timeout</c>, in seconds; null means no limit.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Id of the workflow that is started when a run of this one fails.</summary>
    public string? ErrorWorkflow { get; init; }

    /// <summary>What happens when a step breaks; null when the document says nothing.</summary>
    public Healing? Healing { get; init; }

    /// <summary>Limit on runs that share a key, or null.</summary>
    public ConcurrencyRule? Concurrency { get; init; }

    /// <summary>Whether independent branches run side by side.</summary>
    public RunOrder Order { get; init; } = RunOrder.Parallel;

    /// <summary>When a node with several edges runs.</summary>
    public JoinRule Join { get; init; } = JoinRule.All;

    /// <summary>What becomes of what breaks.</summary>
    public Manner Manner { get; init; } = Manner.Own;

    /// <summary>How long runs are kept, in days; null means the host's default.</summary>
    public double? RetentionDays { get; init; }
}

/// <summary>What a failing run does.</summary>
public enum Healing
{
    /// <summary>It ends.</summary>
    Off,

    /// <summary>It pauses until a person answers.</summary>
    Suggest,

    /// <summary>A checked change is applied by itself.</summary>
    Auto,
}

/// <summary>How hand-outs of one run are ordered.</summary>
public enum RunOrder
{
    /// <summary>Side by side.</summary>
    Parallel,

    /// <summary>One at a time, newest ready first.</summary>
    Sequential,
}

/// <summary>When a node with several edges runs (semantics 2).</summary>
public enum JoinRule
{
    /// <summary>When all edges are settled.</summary>
    All,

    /// <summary>At each arrival, as n8n does.</summary>
    Each,
}

/// <summary>What becomes of expressions that break, of values in a longer text, and of items that fail and go on.</summary>
public enum Manner
{
    /// <summary>An expression that breaks fails its item; in a text objects and lists are JSON; an item that goes on keeps its fields and gets <c>error: { code, message, nodeId }</c>.</summary>
    Own,

    /// <summary>
    /// As in n8n: an expression that breaks gives nothing; in a text values are what JavaScript makes of them; what goes on after a failure is
    /// <c>{ error: message }</c>, and only out of the error port with the item's fields.
    /// </summary>
    N8n,
}

/// <summary>What happens to a start while the key's holder is busy.</summary>
public enum WhenBusy
{
    /// <summary>It waits its turn.</summary>
    Queue,

    /// <summary>It is recorded and not run.</summary>
    Skip,

    /// <summary>It cancels the holder.</summary>
    Replace,
}

/// <summary>At most <paramref name="Limit"/> runs (1 or more) with the same value of <paramref name="Key"/> at a time.</summary>
/// <param name="Key">A literal or an expression over the first trigger item.</param>
/// <param name="Limit">Runs at a time, 1 or more.</param>
/// <param name="WhenBusy">What a further start does.</param>
public sealed record ConcurrencyRule(string Key, int Limit = 1, WhenBusy WhenBusy = WhenBusy.Queue);
