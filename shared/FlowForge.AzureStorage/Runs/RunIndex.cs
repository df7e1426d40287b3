using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Runs;

/// <summary>
/// Lists of runs. A run stands among the open ones before it is written for the first time, and until it stands among the ended ones. So
/// the open ones may name a run that does not exist or has ended, which its own row tells; and no run is in neither list.
/// </summary>
internal sealed class RunIndex(AzureStorageAccount account, RunRows rows)
{
    /// <summary>Partition of the open runs.</summary>
    public const string Open = "open";

    /// <summary>Partition of the ended runs.</summary>
    public const string Ended = "ended";

    /// <summary>Partition of the ended runs of one workflow.</summary>
    public static string EndedOf(string workflow) => $"w{RowKeys.Joint}{Escaped.Of(workflow)}";

    /// <summary>Before a run is written.</summary>
    public Task BeginAsync(RunRecord run) => account.Index.UpsertEntityAsync(
        new TableEntity(Open, Descending.Of(run.Id)) { ["Run"] = run.Id, ["Workflow"] = run.WorkflowId, ["Hash"] = run.Hash }, TableUpdateMode.Replace);

    /// <summary>After an ended run was written.</summary>
    public async Task EndAsync(RunRecord run)
    {
        var key = Descending.Of(run.Id);
        await Many.DoAsync([Ended, EndedOf(run.WorkflowId)], 2, async partition => await account.Index.UpsertEntityAsync(
            await rows.WithRunAsync(partition, key, run).ConfigureAwait(false), TableUpdateMode.Replace).ConfigureAwait(false)).ConfigureAwait(false);
        await account.Index.DropAsync(Open, key).ConfigureAwait(false);
    }

    /// <summary>Before a run is deleted.</summary>
    public Task DropAsync(string runId, string workflow) =>
        Many.DoAsync([Open, Ended, EndedOf(workflow)], 3, partition => account.Index.DropAsync(partition, Descending.Of(runId)));
}
