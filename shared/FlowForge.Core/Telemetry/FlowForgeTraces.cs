using System.Diagnostics;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Telemetry;

/// <summary>
/// The traces of one host: a span for each run, below it one for each hand-out of a branch, below that one for each attempt of a node. Whoever
/// listens to the source of this name gets them; when nobody does, nothing is made. Spans hold ids, kinds, counts and codes, never items or messages.
/// </summary>
public sealed class FlowForgeTraces : IDisposable
{
    /// <summary>The source of the spans, <see cref="FlowForgeMeter.Name"/>.</summary>
    public ActivitySource Source { get; } = new(FlowForgeMeter.Name);

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    /// <summary>A run's span; it does not become the current one of its caller.</summary>
    internal Activity? Run(RunRecord run, ActivityContext parent, bool goesOn)
    {
        var current = Activity.Current;
        var span = Source.StartActivity("run", ActivityKind.Server, parent);
        Activity.Current = current;
        return span?
            .SetTag("flowforge.run.id", run.Id)
            .SetTag("flowforge.run.mode", run.Mode)
            .SetTag("flowforge.run.goes_on", goesOn ? true : null)
            .SetTag("flowforge.workflow.id", run.WorkflowId)
            .SetTag("flowforge.workflow.version", run.Version);
    }

    /// <summary>Ends a run's span; with the run's status when it has ended, without when it goes on later.</summary>
    internal static void End(Activity? span, RunRecord run)
    {
        if (span is null)
        {
            return;
        }

        if (run.HasEnded)
        {
            Ended(span, run.Status.ToString().ToUpperInvariant(), run.Failure);
        }

        var current = Activity.Current;
        span.Dispose();
        Activity.Current = current;
    }

    internal Activity? Branch(HandOut handOut, ActivityContext parent) =>
        Source.StartActivity("branch", ActivityKind.Internal, parent)?
            .SetTag("flowforge.handout", handOut.Number)
            .SetTag("flowforge.iteration", Given(handOut.Iteration.Path));

    internal Activity? Node(Node node, string iteration, int attempt, ActivityContext parent) =>
        Source.StartActivity($"node {node.Kind}", ActivityKind.Internal, parent)?
            .SetTag("flowforge.node.id", node.Id)
            .SetTag("flowforge.node.kind", node.Kind)
            .SetTag("flowforge.iteration", Given(iteration))
            .SetTag("flowforge.attempt", attempt);

    /// <summary>Notes on a node's span how the attempt was recorded.</summary>
    internal static void Recorded(Activity? span, NodeRecord record)
    {
        if (span is not null)
        {
            Ended(span, record.Status.ToString().ToUpperInvariant(), record.Failure);
            span.SetTag("flowforge.items.in", record.Inputs.Sum(port => port.Count)).SetTag("flowforge.items.out", record.Outputs.Sum(port => port.Items.Count));
        }
    }

    private static void Ended(Activity span, string status, Failure? failure)
    {
        span.SetTag("flowforge.status", status);
        if (failure is not null)
        {
            span.SetTag("error.type", failure.Code).SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string? Given(string path) => path.Length == 0 ? null : path;
}
