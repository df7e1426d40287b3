namespace FlowForge.Core.Planning;

/// <summary>
/// The shape of a plan as integers and flags: all that the decider needs, and all that an orchestration's history holds.
/// Nodes are numbered in plan order, edges in document order.
/// </summary>
public sealed class PlanOutline
{
    /// <summary>Nodes; 0 is the trigger.</summary>
    public required OutlineNode[] Nodes { get; init; }

    /// <summary>Edges that take part.</summary>
    public required OutlineEdge[] Edges { get; init; }

    /// <summary>Scopes; 0 is the root, and each comes behind its parent.</summary>
    public required OutlineScope[] Scopes { get; init; }

    /// <summary>Branches: nodes in order.</summary>
    public required int[][] Branches { get; init; }

    /// <summary>One hand-out at a time, newest ready first.</summary>
    public bool IsSequential { get; init; }

    /// <summary><c>join: each</c>: each arrival runs its node. There is the root scope only, and each node is a branch of its own.</summary>
    public bool JoinsEach { get; init; }
}

/// <summary>A node of the outline.</summary>
public sealed class OutlineNode
{
    /// <summary>Innermost scope that holds it.</summary>
    public required int Scope { get; init; }

    /// <summary>Its place among the scope's nodes.</summary>
    public required int Local { get; init; }

    /// <summary>Its place in the document, which breaks ties.</summary>
    public required int Document { get; init; }

    /// <summary>Its branch.</summary>
    public required int Branch { get; init; }

    /// <summary>Its place in the branch.</summary>
    public required int Position { get; init; }

    /// <summary>Output ports, <c>error</c> included.</summary>
    public required int OutputPorts { get; init; }

    /// <summary>Input ports.</summary>
    public int InputPorts { get; init; } = 1;

    /// <summary>With <c>join: each</c>: whether it is a loop.</summary>
    public bool IsLoop { get; init; }

    /// <summary>Edges into it, in document order.</summary>
    public required int[] In { get; init; }

    /// <summary>Edges out of it, in document order.</summary>
    public required int[] Out { get; init; }

    /// <summary>Its body's scope when it is a loop, else -1.</summary>
    public int Body { get; init; } = -1;

    /// <summary>Runs with empty ports when no edge delivered.</summary>
    public bool AlwaysRun { get; init; }
}

/// <summary>What an edge does in its scopes (semantics 1).</summary>
public enum EdgeRole
{
    /// <summary>Within a scope, or from an outer scope into round 0 of a repeat scope.</summary>
    Plain,

    /// <summary>From a loop node's <c>loop</c> port into its body.</summary>
    LoopEntry,

    /// <summary>From a loop's body to its node.</summary>
    Back,

    /// <summary>From a round to the next.</summary>
    Repeat,
}

/// <summary>An edge of the outline.</summary>
public sealed class OutlineEdge
{
    /// <summary>Node it leaves.</summary>
    public required int From { get; init; }

    /// <summary>Output port it leaves by.</summary>
    public required int FromPort { get; init; }

    /// <summary>Node it enters.</summary>
    public required int To { get; init; }

    /// <summary>Input port it enters by.</summary>
    public required int ToPort { get; init; }

    /// <summary>What it does.</summary>
    public required EdgeRole Role { get; init; }

    /// <summary>Scope in whose iterations it settles: its target's, or the body for a back edge.</summary>
    public required int Home { get; init; }

    /// <summary>Its place among the edges of <see cref="Home"/>.</summary>
    public required int Local { get; init; }

    /// <summary>Outermost scope it leaves, at whose end it settles; -1 when it leaves none.</summary>
    public int Leaves { get; init; } = -1;

    /// <summary>Whether it comes into <see cref="Home"/> from outside, so that only round 0 counts it.</summary>
    public bool Enters { get; init; }

    /// <summary>Most deliveries per entry into the scope, with <c>join: each</c> in the run; 0 for other roles.</summary>
    public int RepeatMax { get; init; }

    /// <summary>With <c>join: each</c>: whether it leads into a loop out of the loop's own cycle.</summary>
    public bool IsInner { get; init; }
}

/// <summary>What a scope is.</summary>
public enum ScopeRole
{
    /// <summary>The run itself.</summary>
    Root,

    /// <summary>A loop's body.</summary>
    Loop,

    /// <summary>The strongly connected set that repeat edges close.</summary>
    Repeat,
}

/// <summary>A scope of the outline.</summary>
public sealed class OutlineScope
{
    /// <summary>What it is.</summary>
    public required ScopeRole Role { get; init; }

    /// <summary>The scope around it; -1 for the root.</summary>
    public required int Parent { get; init; }

    /// <summary>Indices an iteration of it has; 0 for the root.</summary>
    public required int Depth { get; init; }

    /// <summary>The loop node, or -1.</summary>
    public int Owner { get; init; } = -1;

    /// <summary>Nodes directly in it.</summary>
    public required int[] Nodes { get; init; }

    /// <summary>Edges that settle in its iterations.</summary>
    public required int[] Edges { get; init; }

    /// <summary>Edges that settle when it ends.</summary>
    public required int[] Exits { get; init; }

    /// <summary>Repeat scopes directly in it.</summary>
    public required int[] Repeats { get; init; }

    /// <summary>Whether it is a loop's body in which nothing suspends, inner scopes included: its rounds may run inside one hand-out.</summary>
    public bool RunsThrough { get; init; }
}
