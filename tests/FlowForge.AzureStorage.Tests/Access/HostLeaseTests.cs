using Azure.Storage.Blobs.Specialized;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.Core;

namespace FlowForge.AzureStorage.Tests.Access;

public sealed class HostLeaseTests
{
    [Fact]
    public async Task Take_GivenFree_IsTakenAtOnce()
    {
        var account = TestAccount.Open();
        await (await HostLease.TakeAsync(account, "first", default)).DisposeAsync();

        await using var second = await HostLease.TakeAsync(account, "second", default).AsTask().WaitAsync(TimeSpan.FromSeconds(Limits.HostLeaseSeconds - 5));
        Assert.False(second.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Lost_LeaseBroken_SaysSo()
    {
        var account = TestAccount.Open();
        await using var lease = await HostLease.TakeAsync(account, "first", default);
        var lost = new TaskCompletionSource();
        await using var told = lease.Lost.Register(lost.SetResult);
        await account.Container.GetBlobClient("host").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);

        // At the next renewal; when the storage does not answer by then, as soon as the lease has run out.
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(2 * Limits.HostLeaseSeconds));
    }
}
