using Azure;
using Azure.Identity;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Access;

/// <summary>Turns what the storage service and its clients throw into faults.</summary>
internal static class AzureCalls
{
    /// <summary>Does some calls; what breaks in them is a <see cref="StoreFault"/>.</summary>
    public static async ValueTask<T> RunAsync<T>(Func<Task<T>> calls, CancellationToken cancellation = default)
    {
        try
        {
            return await calls().ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is not StoreFault && !(broken is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            throw Fault(broken);
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static async ValueTask RunAsync(Func<Task> calls, CancellationToken cancellation = default) =>
        await RunAsync(async () =>
        {
            await calls().ConfigureAwait(false);
            return true;
        }, cancellation).ConfigureAwait(false);

    private static StoreFault Fault(Exception broken) => broken switch
    {
        RequestFailedException { Status: 401 or 403 } refused => new($"Azure Storage answered {refused.Status}: the key or the identity has no right to the account", broken),
        RequestFailedException { Status: > 0 } refused => new($"Azure Storage answered {refused.Status} {refused.ErrorCode}: {FirstLine(refused)}", broken),
        AuthenticationFailedException => new($"Azure gave no token for the storage account: {FirstLine(broken)}", broken),
        _ => new($"Azure Storage cannot be reached: {FirstLine(broken)}", broken),
    };

    private static string FirstLine(Exception broken) =>
        (broken is AggregateException { InnerException: { } inner } ? inner.Message : broken.Message).Split('\n', 2)[0].TrimEnd();
}
