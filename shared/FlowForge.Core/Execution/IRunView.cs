using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <summary>What <see cref="NodeScope"/> asks of a run: one that is live, or the records of one at some moment.</summary>
internal interface IRunView
{
    /// <summary>The plan.</summary>
    PlannedWorkflow Planned { get; }

    /// <summary>Facts that scripts may see.</summary>
    RunFacts Facts { get; }

    /// <summary>The facts as a node in an iteration sees them: with the address of the wait that comes next for it.</summary>
    RunFacts FactsFor(int node, Iteration iteration) => Facts;

    /// <summary>The clock of <c>$now</c>.</summary>
    TimeProvider Clock { get; }

    /// <summary>Whether the document has a node of that name, in this plan or not.</summary>
    bool HasNode(string name);

    /// <summary>The result of <paramref name="node"/> that <paramref name="asker"/> means in its iteration, or null.</summary>
    NodeRecord? FindSeen(int node, int asker, string iteration);

    /// <summary>What leads from a record's items to those they came from, or null.</summary>
    Line? FindLine(long sequence);

    /// <summary>The run's records in the store, for one reader.</summary>
    RecordSource Records();

    /// <summary>Completes when all that has been recorded so far is in the store.</summary>
    Task RecordedAsync();

    /// <summary>A node run that has begun and not settled, or null.</summary>
    OpenNode? FindOpen(int node, string iteration);

    /// <summary>With <c>join: each</c>: the batch that a loop is at, and its last one; null when it has not begun.</summary>
    (int At, int Last)? LoopProgress(int node) => null;

    /// <summary>What the workflow keeps between its runs.</summary>
    ValueTask<OrderedDictionary<string, JsonElement>> ReadStateAsync(StateScope scope, CancellationToken cancellation);
}
