namespace FlowForge.AzureStorage.Access;

/// <summary>Many calls, some at a time.</summary>
internal static class Many
{
    /// <summary>Reads one thing for each of <paramref name="sources"/>; results stand in their order.</summary>
    public static async Task<TResult[]> ReadAsync<TSource, TResult>(IReadOnlyList<TSource> sources, int atOnce, Func<TSource, Task<TResult>> read)
    {
        var results = new TResult[sources.Count];
        await DoAsync(Enumerable.Range(0, sources.Count), atOnce, async at => results[at] = await read(sources[at]).ConfigureAwait(false)).ConfigureAwait(false);
        return results;
    }

    /// <summary>Does one thing for each of <paramref name="sources"/>.</summary>
    public static Task DoAsync<TSource>(IEnumerable<TSource> sources, int atOnce, Func<TSource, Task> act) =>
        Parallel.ForEachAsync(sources, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (source, _) => await act(source).ConfigureAwait(false));
}
