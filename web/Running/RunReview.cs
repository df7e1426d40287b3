using FlowForge.Web.Running.History;

namespace FlowForge.Web.Running;

/// <summary>What is looked at of a run: the newest moment, which moves on with the run, or one that a person chose; all iterations or one.</summary>
public sealed class RunReview : IAsyncDisposable
{
    private long? chosen;

    public RunReview(RunFollower follower)
    {
        Follower = follower;
        follower.Changed += Raise;
    }

    /// <summary>The run.</summary>
    public RunFollower Follower { get; }

    public RunState Run => Follower.Run;

    public RunLog Log => Follower.Log;

    /// <summary>The iteration that is looked at, or null for all.</summary>
    public string? Iteration { get; private set; }

    /// <summary>The node whose iteration it is, where iterations are each node's own (<see cref="RunLog.CountsByNode"/>); else null.</summary>
    public string? IterationNode { get; private set; }

    /// <summary>The iteration that is looked at of a node, or null for all.</summary>
    public string? IterationOf(string node) => IterationNode is null || IterationNode == node ? Iteration : null;

    /// <summary>Whether the newest moment is looked at, whichever that is.</summary>
    public bool IsAtEnd => chosen is null;

    /// <summary>Index of the frame that has just happened at the moment looked at; -1 before the first.</summary>
    public int Position => chosen is { } sequence ? Log.PositionOf(sequence) : Log.Frames.Count - 1;

    /// <summary>The moment.</summary>
    public RunMoment Moment => Log.At(Position, Iteration, IterationNode);

    /// <summary>Raised when the run has news or another moment is looked at.</summary>
    public event Action? Changed;

    /// <summary>Looks at the moment of a position; the last one is the newest from then on.</summary>
    public void GoTo(int position)
    {
        var last = Log.Frames.Count - 1;
        chosen = position >= last || last < 0 ? null : Log.Frames[Math.Max(position, 0)].Sequence;
        Raise();
    }

    /// <summary>One frame on or back.</summary>
    public void Step(int by) => GoTo(Math.Clamp(Position + by, 0, Log.Frames.Count - 1));

    /// <summary>The moment just after a time.</summary>
    public void GoTo(DateTimeOffset time) => GoTo(Log.PositionAt(time));

    /// <summary>The moment of a frame.</summary>
    public void GoTo(RunFrame frame) => GoTo(Log.PositionOf(frame.Sequence));

    /// <summary>The next failure, from here and round; gives its frame, or null when nothing failed.</summary>
    public RunFrame? GoToFailure()
    {
        var at = Log.NextFailure(Position);
        if (at < 0)
        {
            return null;
        }

        GoTo(at);
        return Log.Frames[at];
    }

    /// <summary>Looks at one iteration, or at all.</summary>
    /// <param name="iteration">Its path; null for all.</param>
    /// <param name="node">The node that was asked for it.</param>
    public void LookInto(string? iteration, string? node = null)
    {
        Iteration = string.IsNullOrEmpty(iteration) ? null : iteration;
        IterationNode = Iteration is not null && Log.CountsByNode ? node : null;
        Raise();
    }

    /// <summary>The iterations of a node, in order; one empty path for a node outside of loops.</summary>
    public IReadOnlyList<string> IterationsOf(string node) => Log.Node(node)?.Iterations ?? [];

    /// <summary>Where in a node's iterations the one looked at is; -1 when all are.</summary>
    public int IndexOf(string node, IReadOnlyList<string> iterations)
    {
        if (IterationOf(node) is not { } wanted)
        {
            return -1;
        }

        // A node further out is in the iteration around; one further in shows the first of those inside.
        var (low, high) = (0, iterations.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = IterationOrder.Instance.Compare(iterations[middle], wanted) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low < iterations.Count && IterationOrder.IsIn(iterations[low], wanted) ? low
            : low > 0 && IterationOrder.IsIn(wanted, iterations[low - 1]) ? low - 1 : -1;
    }

    /// <summary>The next iteration of a node, or the one before.</summary>
    public void StepIteration(string node, int by)
    {
        var iterations = IterationsOf(node);
        if (iterations.Count > 1)
        {
            var index = IndexOf(node, iterations);
            LookInto(iterations[index < 0 ? (by > 0 ? 0 : iterations.Count - 1) : Math.Clamp(index + by, 0, iterations.Count - 1)], node);
        }
    }

    public ValueTask DisposeAsync()
    {
        Follower.Changed -= Raise;
        return Follower.DisposeAsync();
    }

    private void Raise() => Changed?.Invoke();
}
