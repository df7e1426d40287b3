using System.Collections.Concurrent;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Retention;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Runs;

/// <summary>
/// Makes a write of a run's journal whole without a transaction over partitions. What may stand alone goes first: blobs, named by their hash, and
/// the run's place among the open ones. Then one batch in the run's partition, and that is the commit; what belongs elsewhere is a row in it
/// (<see cref="LeftWork"/>) and is done after it. A write with a start commits by the start's row instead, which comes after the batch: until
/// then the run's row says that the run does not exist.
/// </summary>
internal sealed class RunCommit(AzureStorageAccount account, RunIndex index, CommitBatch batch, LeftWorks left, VariableSets variables, RunRemoval removal)
{
    private const int PayloadsAtOnce = 8;
    private readonly ConcurrentDictionary<string, bool> _listed = new(StringComparer.Ordinal);

    /// <summary>The run that a write is about, else whatever its order among others hangs on.</summary>
    public static string SubjectOf(JournalWrite write) =>
        write.Run?.Id ?? write.MailTaken?.RunId
        ?? write.Segments.Select(segment => segment.RunId)
            .Concat(write.Snapshot is { } snapshot ? [snapshot.RunId] : [])
            .Concat(write.Waits.Select(wait => wait.RunId)).Concat(write.WaitsOver.Select(wait => wait.RunId))
            .Concat(write.State.Select(state => state.RunId)).Concat(write.Mail.Select(mail => mail.RunId))
            .Concat(write.Payloads.Select(payload => payload.Family)).FirstOrDefault() ?? "";

    public async Task<JournalResult> WriteAsync(JournalWrite write)
    {
        if (write.Start is { } start && await HolderAsync(start).ConfigureAwait(false) is { } holder && holder.RunId != start.RunId)
        {
            return new(holder);
        }

        var (subject, work, added) = (SubjectOf(write), batch.LeftBy(write), new ConcurrentBag<string>());
        try
        {
            await PrepareAsync(write, subject, added).ConfigureAwait(false);
            await batch.SubmitAsync(subject, write, work).ConfigureAwait(false);
        }
        catch (StoreFault)
        {
            // Another segment under a taken ordinal, and so nothing of the write is kept.
            await account.Contents.DeleteAsync(added).ConfigureAwait(false);
            throw;
        }

        if (write.Start is { } own && await ClaimAsync(own).ConfigureAwait(false) is { } first)
        {
            await account.Contents.DeleteAsync(added).ConfigureAwait(false);
            await removal.TakeBackAsync(write.Run!).ConfigureAwait(false);
            return new(first);
        }

        await left.DoAsync(subject, work).ConfigureAwait(false);
        if (write.Run is { HasEnded: true } run)
        {
            await index.EndAsync(run).ConfigureAwait(false);
            _listed.TryRemove(run.Id, out _);
            left.Forget(run.Id);
        }

        return default;
    }

    private async Task PrepareAsync(JournalWrite write, string subject, ConcurrentBag<string> added)
    {
        if (write.Variables is { Hash: { } hash } set)
        {
            await variables.KeepAsync(hash, set.Values, subject).ConfigureAwait(false);
        }

        await Many.DoAsync(write.Payloads, PayloadsAtOnce, async payload =>
        {
            var name = RunRows.Payload(payload.Family, payload.Hash);
            if (await account.Contents.AddAsync(name, payload.Content).ConfigureAwait(false))
            {
                added.Add(name);
            }
        }).ConfigureAwait(false);

        if (write.Run is { } run && !_listed.ContainsKey(run.Id))
        {
            await index.BeginAsync(run).ConfigureAwait(false);
            if (run.Family != run.Id)
            {
                await removal.JoinAsync(run).ConfigureAwait(false);
            }

            _listed[run.Id] = true;
        }
    }

    private async Task<StartRow?> HolderAsync(StartRow start) =>
        await account.Starts.FindAsync(RunRows.StartPartition(start.Key), "").ConfigureAwait(false) is { } row ? RunRows.StartOf(start.Key, row) : null;

    /// <summary>Takes the start's key; gives who holds it when that is another run.</summary>
    private async Task<StartRow?> ClaimAsync(StartRow start)
    {
        if (await account.Starts.AddAsync(RunRows.StartOf(start)).ConfigureAwait(false))
        {
            return null;
        }

        var holder = await HolderAsync(start).ConfigureAwait(false);
        return holder is null ? throw new StoreFault($"The start {start.Key} was deleted while it was taken.")
            : holder.RunId == start.RunId ? null
            : holder;
    }
}
