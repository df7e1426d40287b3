using FlowForge.Core.Model;

namespace FlowForge.Core.Frames;

/// <summary>Which input items the items of an output port came from.</summary>
public abstract record Lineage
{
    private Lineage()
    {
    }

    /// <summary>Item i came from item i of input port <paramref name="Port"/>.</summary>
    public sealed record SameOrder(int Port) : Lineage
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Origin> Of(int index) => [new(Port, index)];
    }

    /// <summary>Item i came from <c>origins[i]</c>, which may be <see cref="Origin.None"/>.</summary>
    public sealed record One(IReadOnlyList<Origin> Origins) : Lineage
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Origin> Of(int index) => Origins[index].IsNone ? [] : [Origins[index]];
    }

    /// <summary>Item i came from all of <c>origins[i]</c>.</summary>
    public sealed record Many(IReadOnlyList<IReadOnlyList<Origin>> Origins) : Lineage
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Origin> Of(int index) => Origins[index];
    }

    /// <summary>Item i is the i-th item of these outputs: what came over a loop's back edges.</summary>
    public sealed record Via(IReadOnlyList<ItemRef> Refs) : Lineage
    {
        /// <inheritdoc/>
        public override IReadOnlyList<Origin> Of(int index) => [];
    }

    /// <summary>Origins of item <paramref name="index"/>; empty when the line ends here.</summary>
    public abstract IReadOnlyList<Origin> Of(int index);
}
