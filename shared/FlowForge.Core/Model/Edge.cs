namespace FlowForge.Core.Model;

/// <summary>A connection; its identity is its five address fields.</summary>
public sealed record Edge
{
    /// <summary>Id of the node it leaves.</summary>
    public required string From { get; init; }

    /// <summary>Output port; null means the kind's first.</summary>
    public string? FromPort { get; init; }

    /// <summary>Id of the node it enters.</summary>
    public required string To { get; init; }

    /// <summary>Input port; null means the kind's first.</summary>
    public string? ToPort { get; init; }

    /// <summary><c>main</c>, or <c>ai_*</c>, which takes no part in a run.</summary>
    public string Kind { get; init; } = Main;

    /// <summary>Most deliveries of a repeat edge per entry into its scope, 1 or more; null for an ordinary edge.</summary>
    public int? RepeatMax { get; init; }

    /// <summary>The kind of edge that carries items.</summary>
    public const string Main = "main";

    /// <summary>Whether it takes part in a run.</summary>
    public bool IsMain => Kind == Main;

    /// <summary>Whether it closes a repeat cycle.</summary>
    public bool IsRepeat => RepeatMax is not null;
}

/// <summary>A sticky note on the canvas.</summary>
public sealed record StickyNote(string Id, string Text, double X, double Y, double? W = null, double? H = null, string? Color = null);
