using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>What a host hands to its engine.</summary>
public sealed record EngineParts
{
    /// <summary>Where runs are recorded.</summary>
    public required IRunStore Runs { get; init; }

    /// <summary>Where documents are, to resume runs.</summary>
    public required IWorkflowStore Workflows { get; init; }

    /// <summary>The node kinds.</summary>
    public required ICatalogue Catalogue { get; init; }

    /// <summary>Expressions and code.</summary>
    public required IScripts Scripts { get; init; }

    /// <summary>Credentials that nodes name; null when the host has no vault.</summary>
    public ICredentials? Credentials { get; init; }

    /// <summary>Stored pages; shared with <see cref="FrameReader"/>.</summary>
    public required PageCache Pages { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>What workflows keep between their runs; null when this host keeps nothing.</summary>
    public IStateStore? State { get; init; }

    /// <summary>Variables that runs see; null when this host has none.</summary>
    public IVariableStore? Variables { get; init; }

    /// <summary>Ids of runs.</summary>
    public required IIdSource Ids { get; init; }

    /// <summary>Reads a document by its canonical text, to resume runs.</summary>
    public required Func<string, Model.Workflow> ReadDocument { get; init; }

    /// <summary>The address that answers a wait, made from its token: what <c>$run.resumeUrl</c> and a run's <c>waits</c> show.</summary>
    public Func<string, string> ResumeAddress { get; init; } = static token => $"/api/resume/{token}";

    /// <summary>Which host it is, to refuse kinds that cannot run here.</summary>
    public RunsIn Host { get; init; } = RunsIn.Server;

    /// <summary>Hand-outs of one run at a time, 1 or more.</summary>
    public int RunWindow { get; init; } = Limits.RunWindowPerCore * Environment.ProcessorCount;

    /// <summary>Hand-outs of all runs at a time, 1 or more.</summary>
    public int HostWindow { get; init; } = Limits.HostWindowPerCore * Environment.ProcessorCount;

    /// <summary>Runs at work at which the host is busy, 1 or more.</summary>
    public int MostAtWork { get; init; } = Limits.RunsAtWork;

    /// <summary>Node runs of one slice of a hand-out, 1 or more.</summary>
    public int SliceRuns { get; init; } = Limits.SegmentRecords;

    /// <summary>Segments after which a run's state is kept as a snapshot, 1 or more. A larger state is kept less often.</summary>
    public int SnapshotEvery { get; init; } = Limits.SnapshotSegments;

    /// <summary>Metrics of the host; null for none.</summary>
    public Telemetry.FlowForgeMeter? Meter { get; init; }

    /// <summary>Traces of the host; null for none.</summary>
    public Telemetry.FlowForgeTraces? Traces { get; init; }

    /// <summary>Where the host logs what happens to runs; null for nowhere.</summary>
    public Telemetry.IRunLog? Log { get; init; }

    /// <summary>Told of a run that has come to a failure at which it pauses, durably, and of each that is paused as the host starts. Does nothing slow.</summary>
    public Action<string> OnPaused { get; init; } = static _ => { };

    /// <summary>Told of each fault, which the engine then tries again.</summary>
    public Action<string, Exception> OnFault { get; init; } = static (_, _) => { };
}
