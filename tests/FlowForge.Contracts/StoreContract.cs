namespace FlowForge.Contracts;

/// <summary>What the suites share: an empty store, which is made before a test begins, for several threads of a test may want it at once.</summary>
public abstract class StoreContract<T> : IAsyncLifetime
{
    private T? _store;

    /// <summary>The store that the test is about.</summary>
    protected T Store => _store!;

    /// <inheritdoc/>
    public Task InitializeAsync()
    {
        _store = CreateStore();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>An empty store; called again, what the suite says of it.</summary>
    protected abstract T CreateStore();
}
