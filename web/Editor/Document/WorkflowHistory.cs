using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Document;

/// <summary>
/// A document and the way back. Documents do not change, so a step is the document before it; they share all that an edit left alone.
/// </summary>
public sealed class WorkflowHistory(Workflow start, TimeProvider clock)
{
    /// <summary>Steps that can be taken back.</summary>
    public const int Steps = 300;

    private static readonly TimeSpan MergeWithin = TimeSpan.FromSeconds(1.5);

    private readonly LinkedList<Step> back = [];
    private readonly Stack<Step> forth = [];
    private DateTimeOffset lastEdit = DateTimeOffset.MinValue;

    /// <summary>The document as it stands.</summary>
    public Workflow Current { get; private set; } = start;

    /// <summary>What an undo would take back, or null.</summary>
    public string? UndoLabel => back.Last?.Value.Label;

    /// <summary>What a redo would bring again, or null.</summary>
    public string? RedoLabel => forth.TryPeek(out var step) ? step.Label : null;

    /// <summary>Applies an edit; false when it changes nothing.</summary>
    public bool Apply(Edit edit)
    {
        var next = Current.Apply(edit);
        if (ReferenceEquals(next, Current) || next == Current)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var isMore = edit.MergeKey is { } key && back.Last?.Value.MergeKey == key && forth.Count == 0 && now - lastEdit < MergeWithin;
        if (!isMore)
        {
            back.AddLast(new Step(Current, edit.Label, edit.MergeKey));
            if (back.Count > Steps)
            {
                back.RemoveFirst();
            }
        }

        lastEdit = now;
        forth.Clear();
        Current = next;
        return true;
    }

    /// <summary>Takes the last step back; false when there is none.</summary>
    public bool Undo()
    {
        if (back.Last is not { } last)
        {
            return false;
        }

        back.RemoveLast();
        forth.Push(last.Value with { Document = Current });
        Current = Same(last.Value.Document);
        return true;
    }

    /// <summary>Brings the last undone step again; false when there is none.</summary>
    public bool Redo()
    {
        if (!forth.TryPop(out var step))
        {
            return false;
        }

        back.AddLast(step with { Document = Current });
        Current = Same(step.Document);
        return true;
    }

    /// <summary>Notes under which version the document was saved. That is no step: an undo does not unsave.</summary>
    public void Saved(int version) => Current = Current with { Version = version };

    private Workflow Same(Workflow document) => document with { Version = Current.Version };

    private sealed record Step(Workflow Document, string Label, string? MergeKey);
}
