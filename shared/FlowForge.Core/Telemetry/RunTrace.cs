using System.Diagnostics;
using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Telemetry;

/// <summary>
/// The trace of one run on this host. The run's span begins with the run, or where the run goes on after a park or a restart: then it is a child of the
/// first one, whose id stands in the run's start.
/// </summary>
internal sealed class RunTrace(FlowForgeTraces? traces)
{
    private readonly Lock _gate = new();
    private Activity? _span;
    private bool _hasBegun;
    private bool _goesOn;

    /// <summary>What came with the start, or what the first span of the run wrote down: a <c>traceparent</c> of W3C Trace Context, or null.</summary>
    public string? Given { get; private set; }

    /// <summary>What an outgoing call of the run carries as <c>traceparent</c>; null for none.</summary>
    public string? Outgoing => Activity.Current is { } current && current.Source == traces?.Source ? current.Id : _span?.Id ?? Given;

    private bool IsOn => traces is not null && traces.Source.HasListeners();

    private ActivityContext Context => _span?.Context ?? Parse(Given);

    /// <summary>Begins with what a caller sent.</summary>
    public void Begin(RunRecord run, string? traceparent)
    {
        Given = traceparent;
        Ensure(run);
        Given = _span?.Id ?? Given;
    }

    /// <summary>Goes on with what was recorded when the run started.</summary>
    public void GoOn(string? traceparent) => (Given, _goesOn) = (traceparent, true);

    /// <summary>The span of a hand-out, or null.</summary>
    public Activity? Branch(RunRecord run, HandOut handOut)
    {
        if (!IsOn)
        {
            return null;
        }

        Ensure(run);
        return traces!.Branch(handOut, Context);
    }

    /// <summary>The span of an attempt, below that of its branch; null when nobody listens.</summary>
    public Activity? Node(Node node, string iteration, int attempt) =>
        IsOn ? traces!.Node(node, iteration, attempt, Activity.Current is { } current && current.Source == traces.Source ? current.Context : Context) : null;

    /// <summary>The run has ended, or leaves this host's memory.</summary>
    public void End(RunRecord run)
    {
        lock (_gate)
        {
            FlowForgeTraces.End(_span, run);
            (_span, _hasBegun, _goesOn) = (null, false, true);
        }
    }

    private void Ensure(RunRecord run)
    {
        if (_hasBegun || !IsOn)
        {
            return;
        }

        lock (_gate)
        {
            if (!_hasBegun)
            {
                _span = traces!.Run(run, Parse(Given), _goesOn);
                _hasBegun = true;
            }
        }
    }

    private static ActivityContext Parse(string? traceparent) => ActivityContext.TryParse(traceparent, null, isRemote: true, out var context) ? context : default;
}
