namespace FlowForge.Nodes.Merge;

/// <summary>How items of several inputs come together.</summary>
internal enum MergeMode
{
    /// <summary>One list behind the other.</summary>
    Append,

    /// <summary>First with first, second with second.</summary>
    Position,

    /// <summary>Those with equal keys.</summary>
    Key,

    /// <summary>Each with each.</summary>
    Pairs,

    /// <summary>One input alone.</summary>
    Choose,
}

/// <summary>Which items come out of a merge by key.</summary>
internal enum JoinKind
{
    /// <summary>Matches.</summary>
    Inner,

    /// <summary>Matches, and the rest of the first input.</summary>
    Left,

    /// <summary>Matches, and the rest of the second input.</summary>
    Right,

    /// <summary>Matches, and the rest of both.</summary>
    Outer,

    /// <summary>Items of the first input without a match.</summary>
    Anti,
}

/// <summary>Whose items come out of a merge by key.</summary>
internal enum Source
{
    /// <summary>Those of both inputs.</summary>
    Both,

    /// <summary>Those of the first.</summary>
    In1,

    /// <summary>Those of the second.</summary>
    In2,
}

/// <summary>What happens to items without a partner in a merge by position.</summary>
internal enum Unpaired
{
    /// <summary>They are dropped.</summary>
    Drop,

    /// <summary>They stay.</summary>
    Keep,

    /// <summary>Those of the first input stay.</summary>
    First,
}

/// <summary>What happens to a field that several items have.</summary>
internal enum Clash
{
    /// <summary>The last input's value wins.</summary>
    Last,

    /// <summary>The first input's value wins.</summary>
    First,

    /// <summary>Each gets the number of its input behind its name.</summary>
    Suffix,
}
