using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Merge;

/// <summary>Modes that bring two inputs together.</summary>
internal static class TwoInputs
{
    /// <summary>The failure of such a mode on a node with more.</summary>
    public static Failure Wanted => Failure.Of(FailureCodes.Parameter, "The parameter \"mode\" takes two inputs: by key or in all pairs.");
}
