using FlowForge.Core.Failures;

namespace FlowForge.Core.Binaries;

/// <summary>Failures of binaries.</summary>
public static class BinaryFailures
{
    /// <summary>A reference that is none of the run's family.</summary>
    public const string Unknown = "binary.unknown";

    /// <summary>More bytes than a binary may have.</summary>
    public const string TooLarge = "binary.tooLarge";

    /// <summary>An item has no binary of the name.</summary>
    public const string Missing = "binary.missing";

    /// <summary>The run has no such binary.</summary>
    public static Failure NotOwned(int? item = null) =>
        Failure.Of(Unknown, "The reference names no binary of this run. References come from a run's own nodes and uploads, never from data.", item);

    /// <summary>A binary would pass <paramref name="most"/> bytes.</summary>
    public static Failure Larger(long most) => Failure.Of(TooLarge, $"The binary is larger than {most} bytes.");

    /// <summary>The item has none of that name.</summary>
    public static Failure None(string name) => Failure.Of(Missing, $"The item has no binary '{name}'.");
}
