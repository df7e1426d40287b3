using System.Globalization;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Workflow documents in memory: of the browser, and of tests.</summary>
public sealed class MemoryWorkflowStore(TimeProvider clock) : IWorkflowStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StoredWorkflow> _workflows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<StoredVersion>> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _documents = new(StringComparer.Ordinal);
    private long _changes;

    /// <inheritdoc/>
    public ValueTask<Page<StoredWorkflow>> ListAsync(int limit, string? after, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var rows = _workflows.Values.Where(row => after is null || string.CompareOrdinal(row.Id, after) > 0);
            return new(Paged(rows, limit, row => row.Id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredWorkflow?> GetAsync(string id, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_workflows.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredVersion?> GetVersionAsync(string id, int version, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_versions.GetValueOrDefault(id)?.Find(row => row.Version == version));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Page<StoredVersion>> ListVersionsAsync(string id, int limit, string? after, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var before = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : int.MaxValue;
            var rows = (_versions.GetValueOrDefault(id) ?? []).Where(row => row.Version < before)
                .OrderByDescending(row => row.Version).Select(row => row with { Document = "" });
            return new(Paged(rows, limit, row => row.Version.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<SaveResult> SaveAsync(WorkflowSave save, string? expectedETag, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var present = _workflows.GetValueOrDefault(save.Id);
            if (present?.ETag != expectedETag)
            {
                return new(new SaveResult.Conflict(present));
            }

            var now = clock.GetUtcNow();
            var version = (present?.Version ?? 0) + 1;
            (_versions.TryGetValue(save.Id, out var versions) ? versions : _versions[save.Id] = [])
                .Add(new(save.Id, version, save.Hash, save.Document, now));
            _documents.TryAdd(save.Hash, save.Document);
            return new(new SaveResult.Saved(_workflows[save.Id] =
                new(save.Id, save.Name, version, present?.PublishedVersion, NextETag(), save.Hash, save.Document, now)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredWorkflow?> PublishAsync(string id, int? version, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_workflows.TryGetValue(id, out var present) || (version is not null && !_versions[id].Exists(row => row.Version == version)))
            {
                return new((StoredWorkflow?)null);
            }

            return new(_workflows[id] = present with { PublishedVersion = version });
        }
    }

    /// <inheritdoc/>
    public ValueTask<SaveResult> DeleteAsync(string id, string expectedETag, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_workflows.TryGetValue(id, out var present) || present.ETag != expectedETag)
            {
                return new(new SaveResult.Conflict(present));
            }

            _workflows.Remove(id);
            _versions.Remove(id);
            return new(new SaveResult.Saved(present));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredVersion>> PublishedAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_workflows.Values.Where(row => row.PublishedVersion is not null)
                .Select(row => _versions[row.Id].Find(version => version.Version == row.PublishedVersion)!).ToList());
        }
    }

    /// <inheritdoc/>
    public ValueTask PinAsync(string hash, string document, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _documents.TryAdd(hash, document);
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<string?> GetDocumentAsync(string hash, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_documents.GetValueOrDefault(hash));
        }
    }

    private static Page<T> Paged<T>(IEnumerable<T> rows, int limit, Func<T, string> cursor)
    {
        var wanted = Math.Clamp(limit, 1, Limits.ListMost);
        var page = rows.Take(wanted + 1).ToList();
        return new(page.Take(wanted).ToList(), page.Count > wanted ? cursor(page[wanted - 1]) : null);
    }

    private string NextETag() => (++_changes).ToString("x", CultureInfo.InvariantCulture);
}
