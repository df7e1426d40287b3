namespace FlowForge.Core.Ports;

/// <summary>Workflow documents with their versions. One contract suite (<c>WorkflowStoreContract</c>) holds every implementation.</summary>
public interface IWorkflowStore
{
    /// <summary>Workflows ordered by id.</summary>
    ValueTask<Page<StoredWorkflow>> ListAsync(int limit, string? after, CancellationToken cancellation);

    /// <summary>The newest version, or null.</summary>
    ValueTask<StoredWorkflow?> GetAsync(string id, CancellationToken cancellation);

    /// <summary>One version, or null.</summary>
    ValueTask<StoredVersion?> GetVersionAsync(string id, int version, CancellationToken cancellation);

    /// <summary>Versions, newest first, without their documents' text.</summary>
    ValueTask<Page<StoredVersion>> ListVersionsAsync(string id, int limit, string? after, CancellationToken cancellation);

    /// <summary>
    /// Saves a version one above the newest. <paramref name="expectedETag"/>: null means "must not exist", else it must be the present one.
    /// </summary>
    ValueTask<SaveResult> SaveAsync(WorkflowSave save, string? expectedETag, CancellationToken cancellation);

    /// <summary>Publishes a version (null: none). Its triggers go live or stop. Null when there is no such workflow or version.</summary>
    ValueTask<StoredWorkflow?> PublishAsync(string id, int? version, CancellationToken cancellation);

    /// <summary>Deletes a workflow and its versions. Documents that runs pin stay.</summary>
    ValueTask<SaveResult> DeleteAsync(string id, string expectedETag, CancellationToken cancellation);

    /// <summary>Workflows with a published version, with that version's document.</summary>
    ValueTask<IReadOnlyList<StoredVersion>> PublishedAsync(CancellationToken cancellation);

    /// <summary>Keeps a document by its hash, so that runs can pin it; does nothing when it is there.</summary>
    ValueTask PinAsync(string hash, string document, CancellationToken cancellation);

    /// <summary>A document by its hash (saved versions and pinned ones), or null.</summary>
    ValueTask<string?> GetDocumentAsync(string hash, CancellationToken cancellation);
}

/// <summary>What is saved. The document's <c>version</c> is set by the caller to the newest version + 1 before hashing leaves it out.</summary>
/// <param name="Id">Workflow id.</param>
/// <param name="Name">Its name, for lists.</param>
/// <param name="Hash">Content hash.</param>
/// <param name="Document">Canonical JSON; its <c>version</c> is ignored on reading, the store's counts.</param>
public sealed record WorkflowSave(string Id, string Name, string Hash, string Document);

/// <summary>A workflow as it stands.</summary>
/// <param name="Id">Workflow id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Newest version.</param>
/// <param name="PublishedVersion">Version whose triggers are live, or null.</param>
/// <param name="ETag">Changes with every save, without quotes. What is published is no part of the document, so publishing leaves it.</param>
/// <param name="Hash">Content hash of the newest version.</param>
/// <param name="Document">Canonical JSON of the newest version.</param>
/// <param name="SavedAt">When the newest version was saved, UTC.</param>
public sealed record StoredWorkflow(
    string Id, string Name, int Version, int? PublishedVersion, string ETag, string Hash, string Document, DateTimeOffset SavedAt);

/// <summary>One version of a workflow.</summary>
public sealed record StoredVersion(string Id, int Version, string Hash, string Document, DateTimeOffset SavedAt);

/// <summary>How a save ended.</summary>
public abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <summary>Saved (or deleted: the last state).</summary>
    public sealed record Saved(StoredWorkflow Workflow) : SaveResult;

    /// <summary>The condition does not hold; <paramref name="Current"/> is what is there, null when nothing is.</summary>
    public sealed record Conflict(StoredWorkflow? Current) : SaveResult;
}
