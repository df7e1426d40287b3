namespace FlowForge.EndToEnd.Support;

/// <summary>One host for tests that only need it to be there.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    internal HostProcess Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await HostProcess.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedHost : ICollectionFixture<HostFixture>
{
    public const string Name = "shared host";
}
