using FlowForge.Core.Ports;

namespace FlowForge.Local.Hosting;

/// <summary>All that a host keeps, in one place.</summary>
internal abstract class StoreSet : IAsyncDisposable
{
    /// <summary>Runs, their records and payloads.</summary>
    public required IRunStore Runs { get; init; }

    /// <summary>Workflows with their versions.</summary>
    public required IWorkflowStore Workflows { get; init; }

    /// <summary>What workflows keep between their runs.</summary>
    public required IStateStore State { get; init; }

    /// <summary>Variables.</summary>
    public required IVariableStore Variables { get; init; }

    /// <summary>Credentials, sealed.</summary>
    public required ICredentialStore Credentials { get; init; }

    /// <summary>Custom kinds.</summary>
    public required ICustomKindStore CustomKinds { get; init; }

    /// <summary>The audit log.</summary>
    public required IAuditLog Audit { get; init; }

    /// <summary>Tokens of the API, as hashes.</summary>
    public required ITokenStore Tokens { get; init; }

    /// <summary>Where schedules stand.</summary>
    public required IScheduleStore Schedules { get; init; }

    /// <summary>Deletes what has been kept long enough.</summary>
    public required IRetentionStore Retention { get; init; }

    /// <summary>How large the store is.</summary>
    public required IStorageReport Report { get; init; }

    /// <summary>Cancelled when another host has taken the store: this one must end.</summary>
    public virtual CancellationToken Lost => CancellationToken.None;

    /// <summary>Takes the store for this host, which goes on with its runs. <see cref="StoreFault"/> names who has it.</summary>
    public virtual ValueTask OwnAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
