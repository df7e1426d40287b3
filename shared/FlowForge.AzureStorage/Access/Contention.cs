using System.Security.Cryptography;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Access;

/// <summary>Tries a conditional write again when another writer came first.</summary>
internal static class Contention
{
    private const int Tries = 40;
    private const int LongestPause = 400;

    /// <summary>
    /// Calls <paramref name="attempt"/> until it gives a value. It reads what it compares with anew each time; null says that it was overtaken.
    /// </summary>
    public static async Task<T> SettleAsync<T>(Func<Task<T?>> attempt)
        where T : class
    {
        for (var n = 0; n < Tries; n++)
        {
            if (await attempt().ConfigureAwait(false) is { } settled)
            {
                return settled;
            }

            // A service far away is waited for, so it is the system's clock that counts.
            var pause = RandomNumberGenerator.GetInt32(Math.Min(4 << Math.Min(n, 7), LongestPause)) + 1;
            await Task.Delay(TimeSpan.FromMilliseconds(pause), TimeProvider.System).ConfigureAwait(false);
        }

        throw new StoreFault($"A row was changed by others {Tries} times while it was to be changed.");
    }
}
