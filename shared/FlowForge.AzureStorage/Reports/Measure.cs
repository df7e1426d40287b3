using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Reports;

/// <summary>Adds up what takes the room.</summary>
internal sealed class Measure
{
    private readonly Dictionary<string, string> _workflows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowUse> _uses = new(StringComparer.Ordinal);
    private long _bytes;
    private long _documents;
    private long _documentBytes;

    /// <summary>A run of a workflow.</summary>
    public void Run(string run, string workflow)
    {
        if (_workflows.TryAdd(run, workflow))
        {
            Change(workflow, use => use with { Runs = use.Runs + 1 });
        }
    }

    /// <summary>Bytes of a run's records.</summary>
    public void Frames(string run, long bytes)
    {
        _bytes += bytes;
        if (_workflows.TryGetValue(run, out var workflow))
        {
            Change(workflow, use => use with { FrameBytes = use.FrameBytes + bytes });
        }
    }

    /// <summary>A blob.</summary>
    public void Blob(string[] path, long bytes)
    {
        switch (path)
        {
            case ["run", var run, ..]:
                Frames(run, bytes);
                break;
            case ["family", var family, ..]:
                _bytes += bytes;
                if (_workflows.TryGetValue(family, out var workflow))
                {
                    Change(workflow, use => use with { PayloadBytes = use.PayloadBytes + bytes });
                }

                break;
            case ["documents", ..]:
                (_bytes, _documents, _documentBytes) = (_bytes + bytes, _documents + 1, _documentBytes + bytes);
                break;
            default:
                _bytes += bytes;
                break;
        }
    }

    /// <summary>The sum.</summary>
    public StorageUse Use(bool isComplete, long leftovers) => new()
    {
        Size = new(_bytes, 0, 0),
        IsComplete = isComplete,
        Workflows = [.. _uses.Values.OrderByDescending(use => use.FrameBytes + use.PayloadBytes).ThenBy(use => use.WorkflowId, StringComparer.Ordinal)],
        Documents = _documents,
        DocumentBytes = _documentBytes,
        Leftovers = leftovers,
    };

    private void Change(string workflow, Func<WorkflowUse, WorkflowUse> change) =>
        _uses[workflow] = change(_uses.GetValueOrDefault(workflow) ?? new(workflow, 0, 0, 0));
}
