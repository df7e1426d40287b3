using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Runs;

/// <summary>Lists of runs, newest first: open and ended ones are read side by side and merged; what an open one is, its own row says.</summary>
internal sealed class RunLists(AzureStorageAccount account, RunReads reads, RunRows rows)
{
    private const string Furthest = "\uffff";
    private const int SearchedAtOnce = 16;

    public async Task<Page<RunRecord>> ReadAsync(RunQuery query, CancellationToken cancellation)
    {
        var limit = Math.Clamp(query.Limit, 1, Limits.ListMost);
        var (began, looked) = (TimeProvider.System.GetTimestamp(), 0);
        var found = new List<RunRecord>();
        for (var after = query.After is null ? "" : Descending.Of(query.After); ;)
        {
            var (runs, bound) = await PieceAsync(query, after, limit + 1, cancellation).ConfigureAwait(false);
            foreach (var (key, run, isFound) in await LookAsync(query, runs, cancellation).ConfigureAwait(false))
            {
                looked++;
                if (found.Count == limit && isFound)
                {
                    return new(found, found[^1].Id);
                }

                if (isFound)
                {
                    found.Add(run);
                }
            }

            if (bound == Furthest)
            {
                return new(found, null);
            }

            after = bound;
            var isOver = looked >= Limits.SearchRuns || TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(Limits.SearchSeconds);
            if (query.Text is not null && isOver && runs.Count > 0)
            {
                return new(found, runs[^1].Run.Id);
            }
        }
    }

    /// <summary>All runs that have not ended, oldest first, as their own rows say; those that have are given to <paramref name="repair"/>.</summary>
    public async Task<List<RunHead>> OpenAsync(Func<TableEntity, RunHead?, Task> repair, CancellationToken cancellation)
    {
        var listed = await account.Index.QueryAsync($"PartitionKey eq '{RunIndex.Open}'", cancellation: cancellation).ConfigureAwait(false);
        listed.Reverse();
        var heads = await Many.ReadAsync(listed, RunReads.AtOnce, async row =>
        {
            var head = await reads.HeadAsync(row.Text("Run"), cancellation).ConfigureAwait(false);
            if (head is null || head.Run.HasEnded || head.Left.Count > 0)
            {
                await repair(row, head).ConfigureAwait(false);
            }

            return head;
        }).ConfigureAwait(false);
        return [.. heads.OfType<RunHead>().Where(head => !head.Run.HasEnded)];
    }

    /// <summary>Runs behind a key in the order of their keys, and the key up to which there are no others.</summary>
    private async Task<(List<(string Key, RunRecord Run)> Runs, string Bound)> PieceAsync(RunQuery query, string after, int most, CancellationToken cancellation)
    {
        // What a run calls is younger than it.
        var behind = $"RowKey gt '{after}'" + (query.Caller is { } caller ? $" and RowKey lt '{Descending.Of(caller)}'" : "");
        var ofWorkflow = query.Workflow is { } workflow ? $" and Workflow eq '{workflow.Replace("'", "''", StringComparison.Ordinal)}'" : "";

        // First the open ones: a run that ends meanwhile then stands among the ended ones.
        var open = await account.Index.QueryAsync($"PartitionKey eq '{RunIndex.Open}' and {behind}{ofWorkflow}", most, cancellation: cancellation).ConfigureAwait(false);
        var partition = query.Workflow is null ? RunIndex.Ended : RunIndex.EndedOf(query.Workflow);
        var ended = await account.Index.QueryAsync($"PartitionKey eq '{partition}' and {behind}{Conditions(query)}", most, cancellation: cancellation).ConfigureAwait(false);
        var bound = string.CompareOrdinal(BoundOf(open, most), BoundOf(ended, most)) < 0 ? BoundOf(open, most) : BoundOf(ended, most);
        var openRuns = await Many.ReadAsync(Within(open, bound), RunReads.AtOnce, async row =>
            (row.RowKey, Run: await reads.FindAsync(row.Text("Run"), cancellation).ConfigureAwait(false))).ConfigureAwait(false);
        var runs = new SortedDictionary<string, RunRecord>(StringComparer.Ordinal);
        foreach (var row in Within(ended, bound))
        {
            runs[row.RowKey] = await rows.RunAsync(row, cancellation).ConfigureAwait(false);
        }

        foreach (var (key, run) in openRuns.Where(pair => pair.Run is not null))
        {
            runs[key] = run!;
        }

        return ([.. runs.Select(pair => (pair.Key, pair.Value))], bound);
    }

    private async Task<(string Key, RunRecord Run, bool IsFound)[]> LookAsync(RunQuery query, List<(string Key, RunRecord Run)> runs, CancellationToken cancellation)
    {
        var text = query.Text is null ? null : new RunText(query.Text);
        return await Many.ReadAsync(runs, SearchedAtOnce, async pair =>
        {
            var run = pair.Run;
            var holds = (query.Workflow is null || run.WorkflowId == query.Workflow) && (query.Status is null || run.Status == query.Status)
                && (query.Caller is null || run.Caller?.RunId == query.Caller)
                && (query.From is null || run.StartedAt >= query.From) && (query.To is null || run.StartedAt < query.To);
            return (pair.Key, run, holds && (text is null || text.IsIn(run) || text.IsInItems((await BeginningAsync(run.Id, cancellation).ConfigureAwait(false)).Span)));
        }).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> BeginningAsync(string runId, CancellationToken cancellation) =>
        await account.Runs.FindAsync(RowKeys.Run(runId), RowKeys.Segment(0), cancellation).ConfigureAwait(false) is { } row
            ? await rows.Contents.GetAsync(row, cancellation).ConfigureAwait(false)
            : default;

    private static string Conditions(RunQuery query) =>
        (query.Status is { } status ? $" and Status eq {(int)status}" : "")
        + (query.From is { } from ? $" and Started ge {from.UtcTicks}L" : "")
        + (query.To is { } to ? $" and Started lt {to.UtcTicks}L" : "");

    private static string BoundOf(List<TableEntity> rows, int most) => rows.Count < most ? Furthest : rows[^1].RowKey;

    private static List<TableEntity> Within(List<TableEntity> rows, string bound) => rows.FindAll(row => string.CompareOrdinal(row.RowKey, bound) <= 0);
}
