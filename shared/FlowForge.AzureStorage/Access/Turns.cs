namespace FlowForge.AzureStorage.Access;

/// <summary>What this process writes of one thing is written one after another, in the order in which it was asked for.</summary>
internal sealed class Turns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Does <paramref name="work"/> when everything asked for before has ended, well or not.</summary>
    public async Task<T> TakeAsync<T>(string thing, Func<Task<T>> work)
    {
        Task<T> mine;
        lock (_gate)
        {
            mine = AfterAsync(_last.GetValueOrDefault(thing, Task.CompletedTask), work);
            _last[thing] = mine;
        }

        try
        {
            return await mine.ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (_last.GetValueOrDefault(thing) == mine)
                {
                    _last.Remove(thing);
                }
            }
        }
    }

    private static async Task<T> AfterAsync<T>(Task before, Func<Task<T>> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        return await work().ConfigureAwait(false);
    }
}
