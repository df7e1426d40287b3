using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Telemetry;

/// <summary>A host's log of what happens to runs. Called on the engine's threads, so it does nothing slow.</summary>
public interface IRunLog
{
    /// <summary>What is logged until the scope is disposed is about this run, and this node when it is not null.</summary>
    IDisposable? Scope(string run, string? node);

    /// <summary>A run begins.</summary>
    void Started(RunRecord run);

    /// <summary>A run has ended, durably.</summary>
    void Ended(RunRecord run);

    /// <summary>An attempt of a node has failed; its failure may hold data, its code does not.</summary>
    void Failed(string run, NodeRecord attempt);
}
