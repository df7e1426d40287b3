using Azure.Core;
using FlowForge.AzureStorage.Access;

namespace FlowForge.AzureStorage.Tests.Support;

/// <summary>Empty tables and containers on the emulator.</summary>
internal static class TestAccount
{
    private static int _made;

    /// <summary>A fresh account.</summary>
    /// <param name="faults">What breaks; null: nothing.</param>
    public static AzureStorageAccount Open(Faults? faults = null) => Open($"t{Interlocked.Increment(ref _made)}x", faults);

    /// <summary>The account of a name, as it is.</summary>
    public static AzureStorageAccount Open(string name, Faults? faults) => AzureStorageAccount.OpenAsync(Options(name, faults), default).GetAwaiter().GetResult();

    private static AzureStorageOptions Options(string name, Faults? faults) => new()
    {
        ConnectionString = Azurite.ConnectionString,
        Name = name,
        Configure = client =>
        {
            client.Retry.Mode = RetryMode.Fixed;
            client.Retry.Delay = TimeSpan.FromMilliseconds(1);
            if (faults is not null)
            {
                client.AddPolicy(faults, HttpPipelinePosition.PerRetry);
            }
        },
    };
}
