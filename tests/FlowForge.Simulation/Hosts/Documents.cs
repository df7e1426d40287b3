using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Simulation.Hosts;

/// <summary>The workflows of a world: a document's text is its id, and each is published as version 1.</summary>
internal sealed class Documents : IWorkflowStore
{
    private readonly Dictionary<string, Workflow> _all = new(StringComparer.Ordinal);
    private readonly MemoryWorkflowStore _others = new(TimeProvider.System);

    public void Add(Workflow workflow) => _all[workflow.Id] = workflow;

    public Workflow Read(string id) => _all[id];

    public ValueTask<string?> GetDocumentAsync(string hash, CancellationToken cancellation) => new(_all.ContainsKey(hash) ? hash : null);

    public ValueTask<StoredWorkflow?> GetAsync(string id, CancellationToken cancellation) =>
        new(_all.TryGetValue(id, out var found) ? new StoredWorkflow(id, found.Name, 1, 1, id, id, id, default) : null);

    public ValueTask<Page<StoredWorkflow>> ListAsync(int limit, string? after, CancellationToken cancellation) => _others.ListAsync(limit, after, cancellation);

    public ValueTask<StoredVersion?> GetVersionAsync(string id, int version, CancellationToken cancellation) => _others.GetVersionAsync(id, version, cancellation);

    public ValueTask<Page<StoredVersion>> ListVersionsAsync(string id, int limit, string? after, CancellationToken cancellation) =>
        _others.ListVersionsAsync(id, limit, after, cancellation);

    public ValueTask<SaveResult> SaveAsync(WorkflowSave save, string? expectedETag, CancellationToken cancellation) => _others.SaveAsync(save, expectedETag, cancellation);

    public ValueTask<StoredWorkflow?> PublishAsync(string id, int? version, CancellationToken cancellation) => _others.PublishAsync(id, version, cancellation);

    public ValueTask<SaveResult> DeleteAsync(string id, string expectedETag, CancellationToken cancellation) => _others.DeleteAsync(id, expectedETag, cancellation);

    public ValueTask<IReadOnlyList<StoredVersion>> PublishedAsync(CancellationToken cancellation) => _others.PublishedAsync(cancellation);

    public ValueTask PinAsync(string hash, string document, CancellationToken cancellation) => _others.PinAsync(hash, document, cancellation);
}
