using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Trials;

/// <summary>The documents of a host as they are read, and a memory for those that a trial pins.</summary>
/// <param name="stored">The store, which is only read.</param>
/// <param name="clock">The clock.</param>
internal sealed class TrialDocuments(IWorkflowStore stored, TimeProvider clock) : IWorkflowStore
{
    private readonly MemoryWorkflowStore _own = new(clock);

    public ValueTask PinAsync(string hash, string document, CancellationToken cancellation) => _own.PinAsync(hash, document, cancellation);

    public async ValueTask<string?> GetDocumentAsync(string hash, CancellationToken cancellation) =>
        await _own.GetDocumentAsync(hash, cancellation).ConfigureAwait(false) ?? await stored.GetDocumentAsync(hash, cancellation).ConfigureAwait(false);

    public ValueTask<Page<StoredWorkflow>> ListAsync(int limit, string? after, CancellationToken cancellation) => stored.ListAsync(limit, after, cancellation);

    public ValueTask<StoredWorkflow?> GetAsync(string id, CancellationToken cancellation) => stored.GetAsync(id, cancellation);

    public ValueTask<StoredVersion?> GetVersionAsync(string id, int version, CancellationToken cancellation) => stored.GetVersionAsync(id, version, cancellation);

    public ValueTask<Page<StoredVersion>> ListVersionsAsync(string id, int limit, string? after, CancellationToken cancellation) => stored.ListVersionsAsync(id, limit, after, cancellation);

    public ValueTask<IReadOnlyList<StoredVersion>> PublishedAsync(CancellationToken cancellation) => stored.PublishedAsync(cancellation);

    public ValueTask<SaveResult> SaveAsync(WorkflowSave save, string? expectedETag, CancellationToken cancellation) => throw Changed();

    public ValueTask<StoredWorkflow?> PublishAsync(string id, int? version, CancellationToken cancellation) => throw Changed();

    public ValueTask<SaveResult> DeleteAsync(string id, string expectedETag, CancellationToken cancellation) => throw Changed();

    private static InvalidOperationException Changed() => new("A trial changes no workflow.");
}
