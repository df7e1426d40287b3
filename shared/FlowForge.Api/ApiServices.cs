using FlowForge.Core.Ports;
using FlowForge.Core.Telemetry;
using FlowForge.Core.Testing;
using FlowForge.Core.Trials;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowForge.Api;

/// <summary>What a host hands the API.</summary>
public sealed record ApiServices
{
    /// <summary>Starts, watches and ends runs.</summary>
    public required IRunEngine Engine { get; init; }

    /// <summary>The index of runs.</summary>
    public required IRunStore Runs { get; init; }

    /// <summary>Reads frames and items.</summary>
    public required IFrameReader Frames { get; init; }

    /// <summary>Documents and their versions.</summary>
    public required IWorkflowStore Workflows { get; init; }

    /// <summary>What workflows keep between their runs.</summary>
    public required IStateStore State { get; init; }

    /// <summary>Variables of all workflows.</summary>
    public required IVariableStore Variables { get; init; }

    /// <summary>Credentials.</summary>
    public required ICredentialVault Credentials { get; init; }

    /// <summary>What was changed and used, by whom.</summary>
    public required IAuditLog Audit { get; init; }

    /// <summary>Tokens with roles; null on a host that keeps none.</summary>
    public ITokenStore? Tokens { get; init; }

    /// <summary>Calls of the host itself, such as the test of a credential.</summary>
    public IEgress? Egress { get; init; }

    /// <summary>The kinds this host knows.</summary>
    public required ICatalogue Catalogue { get; init; }

    /// <summary>Kinds that people add; null on a host that takes none.</summary>
    public ICustomKinds? CustomKinds { get; init; }

    /// <summary>The schedules that are live; null on a host without any.</summary>
    public ISchedules? Schedules { get; init; }

    /// <summary>Reads expressions during validation; null leaves that part out.</summary>
    public IScripts? Scripts { get; init; }

    /// <summary>The AI layer; null on a host without one.</summary>
    public IAssistant? Assistant { get; init; }

    /// <summary>Where jobs of the AI layer are kept on a host of several processes; null on one of a single process.</summary>
    public IAiJobStore? AiJobs { get; init; }

    /// <summary>Tries changes on recorded runs; null on a host that cannot.</summary>
    public TrialRunner? Trials { get; init; }

    /// <summary>Runs tests of workflows, one at a time, over a way out that leads nowhere; null on a host that cannot.</summary>
    public Func<TestRunner>? Tests { get; init; }

    /// <summary>How large the store is; null when this host cannot tell.</summary>
    public IStorageReport? Storage { get; init; }

    /// <summary>Previews of expressions.</summary>
    public required IExpressionPreviews Previews { get; init; }

    /// <summary>Where tokens come from.</summary>
    public required IIdSource Ids { get; init; }

    /// <summary>What is measured on this host; shown at <c>/metrics</c>.</summary>
    public FlowForgeMeter? Meter { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Who may call.</summary>
    public ApiOptions Options { get; init; } = new();

    /// <summary>Faults go here; failures never do.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Whether every run of before has been taken up again.</summary>
    public Func<bool> IsReady { get; init; } = static () => true;

    /// <summary>Cancelled when the host begins to stop, so that streams and waiting callers are let go.</summary>
    public CancellationToken Stopping { get; init; }
}
