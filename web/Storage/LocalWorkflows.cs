namespace FlowForge.Web.Storage;

/// <summary>Workflows in this browser, saved to a server or not.</summary>
public sealed class LocalWorkflows(BrowserStore store)
{
    private const string Collection = "workflows";
    private const string Settings = "settings";
    private const string Last = "lastWorkflow";

    /// <summary>One, or null.</summary>
    public async Task<StoredWorkflow?> ReadAsync(string id) =>
        await store.ReadAsync(Collection, id) is { } text ? StoredWorkflow.Read(text) : null;

    /// <summary>Keeps one.</summary>
    public Task WriteAsync(StoredWorkflow workflow) => store.WriteAsync(Collection, workflow.Workflow.Id, workflow.Write());

    /// <summary>Forgets one.</summary>
    public Task RemoveAsync(string id) => store.RemoveAsync(Collection, id);

    /// <summary>All, the last changed first.</summary>
    public async Task<IReadOnlyList<StoredWorkflow>> ListAsync() =>
        [.. (await store.ListAsync(Collection)).Select(StoredWorkflow.Read).OfType<StoredWorkflow>().OrderByDescending(one => one.ChangedAt)];

    /// <summary>Id of the workflow that was open last, or null.</summary>
    public Task<string?> LastOpenAsync() => store.ReadAsync(Settings, Last);

    /// <summary>Notes which one is open.</summary>
    public Task SetLastOpenAsync(string id) => store.WriteAsync(Settings, Last, id);
}
