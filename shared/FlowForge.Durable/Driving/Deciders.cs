using FlowForge.Core.Execution;
using FlowForge.Core.Planning;

namespace FlowForge.Durable.Driving;

/// <summary>
/// Deciders by version. A run keeps the one it was started with, for its history was made with it: a decider that would give other commands for the same
/// events is a new version, and the one before stays in the build for as long as runs of it are in flight.
/// </summary>
public static class Deciders
{
    /// <summary>The version of new runs.</summary>
    public const int Newest = 1;

    /// <summary>The decider of a version; a fault when this build has none, so that a newer or older deployment may go on with the run.</summary>
    public static IDecider Of(int version, PlanOutline outline, int window) => version switch
    {
        1 => new Decider(outline, window),
        _ => throw new NotSupportedException($"This build has no decider of version {version}: deploy one that has, until its runs have ended."),
    };
}
