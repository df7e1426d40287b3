using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Models;

/// <summary>How one call of a model ended.</summary>
internal abstract record AskEnd
{
    private AskEnd()
    {
    }

    /// <summary>What to tell the caller when nothing more is tried.</summary>
    public virtual Failure Failure => throw new InvalidOperationException("A reply is no failure.");

    /// <summary>A reply.</summary>
    public sealed record Replied(ModelReply Reply) : AskEnd;

    /// <summary>The model has no structured output.</summary>
    public sealed record LacksShapes(Failure Why) : AskEnd
    {
        public override Failure Failure => Why;
    }

    /// <summary>Not now; the same may work later.</summary>
    /// <param name="After">When, as the server says; null when it does not.</param>
    /// <param name="Why">The reason.</param>
    public sealed record Later(TimeSpan? After, Failure Why) : AskEnd
    {
        public override Failure Failure => Why;
    }

    /// <summary>No.</summary>
    public sealed record Failed(Failure Why) : AskEnd
    {
        public override Failure Failure => Why;
    }
}
