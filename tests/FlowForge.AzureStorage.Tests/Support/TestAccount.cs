using Azure.Core;
using Azure.Core.Pipeline;
using FlowForge.AzureStorage.Access;

namespace FlowForge.AzureStorage.Tests.Support;

/// <summary>Empty tables and containers on the emulator.</summary>
internal static class TestAccount
{
    private static int _made;

    /// <summary>A fresh account.</summary>
    /// <param name="policy">What stands between the client and the emulator; null: nothing.</param>
    public static AzureStorageAccount Open(HttpPipelinePolicy? policy = null) => Open($"t{Interlocked.Increment(ref _made)}x", policy);

    /// <summary>The account of a name, as it is. Tables and container are made without <paramref name="policy"/>.</summary>
    public static AzureStorageAccount Open(string name, HttpPipelinePolicy? policy)
    {
        var plain = AzureStorageAccount.OpenAsync(Options(name, null), default).GetAwaiter().GetResult();
        return policy is null ? plain : AzureStorageAccount.Connect(Options(name, policy));
    }

    private static AzureStorageOptions Options(string name, HttpPipelinePolicy? policy) => new()
    {
        ConnectionString = Azurite.ConnectionString,
        Name = name,
        Configure = client =>
        {
            client.Retry.Mode = RetryMode.Fixed;
            client.Retry.Delay = TimeSpan.FromMilliseconds(1);
            if (policy is not null)
            {
                client.AddPolicy(policy, HttpPipelinePosition.PerRetry);
            }
        },
    };
}
