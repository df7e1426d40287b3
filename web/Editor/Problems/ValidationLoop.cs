using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Web.Editor.Problems;

/// <summary>Checks the document of a session as one types: a moment after the last change, so that no key waits for it.</summary>
internal sealed class ValidationLoop : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(180);

    private readonly EditorSession session;
    private readonly ITimer timer;

    public ValidationLoop(EditorSession session, TimeProvider clock)
    {
        this.session = session;
        timer = clock.CreateTimer(_ => Check(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        session.Changed += Heard;
    }

    /// <summary>Checks for the first time; what is opened is drawn before that.</summary>
    public void Begin() => timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        session.Changed -= Heard;
        timer.Dispose();
    }

    private void Heard(SessionPart parts)
    {
        if (parts.HasFlag(SessionPart.Document))
        {
            timer.Change(Moment, Timeout.InfiniteTimeSpan);
        }
    }

    // An empty document has no trigger; its page says what to do about that.
    private void Check() => session.ShowProblems(session.Workflow.Nodes.Count == 0
        ? ProblemIndex.None
        : ProblemIndex.Of(WorkflowValidator.Validate(session.Workflow, session.Catalogue, here: RunsIn.Server)));
}
