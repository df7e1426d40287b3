using System.Text.Json;
using FlowForge.Core.State;

namespace FlowForge.Core.Ports;

/// <summary>
/// Values that all workflows of a host may read as <c>$vars</c>. They are no secrets. One contract suite (<c>VariableStoreContract</c>) holds every
/// implementation.
/// </summary>
public interface IVariableStore
{
    /// <summary>Variables ordered by name, ordinal.</summary>
    ValueTask<Page<Variable>> ListAsync(int limit, string? after, CancellationToken cancellation);

    /// <summary>The variable, or null.</summary>
    ValueTask<Variable?> GetAsync(string name, CancellationToken cancellation);

    /// <summary>Sets a variable; durable when the task completes.</summary>
    /// <param name="name">A name that <see cref="VariableSet.IsName"/> accepts.</param>
    /// <param name="value">Any JSON, normalised (semantics 6), at most <see cref="Limits.VariableBytes"/>.</param>
    /// <param name="condition">What must be there.</param>
    /// <param name="cancellation">Ends the wait for the store; what is on its way is still written.</param>
    ValueTask<VariableResult> SetAsync(string name, JsonElement value, WriteCondition condition, CancellationToken cancellation);

    /// <summary>Deletes a variable. A <see cref="VariableResult.Conflict"/> without a present one says that there is none.</summary>
    ValueTask<VariableResult> DeleteAsync(string name, WriteCondition condition, CancellationToken cancellation);

    /// <summary>All variables as they stand: what a run that starts now sees. Whatever was set before the call is in it.</summary>
    ValueTask<VariableSet> CurrentAsync(CancellationToken cancellation);
}

/// <summary>A variable.</summary>
/// <param name="Name">Letters, digits and underscores.</param>
/// <param name="Value">Its value, any JSON.</param>
/// <param name="ETag">Changes with every change, never the same again, without quotes.</param>
/// <param name="UpdatedAt">When it was set, UTC.</param>
public sealed record Variable(string Name, JsonElement Value, string ETag, DateTimeOffset UpdatedAt);

/// <summary>What must be there for a write to be made.</summary>
public abstract record WriteCondition
{
    private WriteCondition()
    {
    }

    /// <summary>Anything or nothing.</summary>
    public static readonly WriteCondition None = new Anything();

    /// <summary>Anything or nothing.</summary>
    public sealed record Anything : WriteCondition;

    /// <summary>Nothing.</summary>
    public sealed record Absent : WriteCondition;

    /// <summary>Something, whatever its state.</summary>
    public sealed record Present : WriteCondition;

    /// <summary>What has one of these ETags.</summary>
    public sealed record Is(IReadOnlyList<string> ETags) : WriteCondition;

    /// <summary>Whether it holds for what is there; null: nothing.</summary>
    public bool Holds(string? eTag) => this switch
    {
        Absent => eTag is null,
        Present => eTag is not null,
        Is condition => eTag is not null && condition.ETags.Contains(eTag),
        _ => true,
    };
}

/// <summary>How a change of a variable ended.</summary>
public abstract record VariableResult
{
    private VariableResult()
    {
    }

    /// <summary>It is done.</summary>
    /// <param name="Variable">The variable as it stands, or stood before it was deleted.</param>
    /// <param name="IsNew">Whether there was none before.</param>
    public sealed record Done(Variable Variable, bool IsNew) : VariableResult;

    /// <summary>The condition does not hold; <paramref name="Current"/> is what is there, null when nothing is.</summary>
    public sealed record Conflict(Variable? Current) : VariableResult;

    /// <summary>There would be more than <see cref="Limits.Variables"/> of them, or more than <see cref="Limits.VariablesBytes"/> in all.</summary>
    public sealed record Full : VariableResult;
}
