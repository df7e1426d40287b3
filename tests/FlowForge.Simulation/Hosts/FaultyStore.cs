using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using FlowForge.Simulation.Faults;

namespace FlowForge.Simulation.Hosts;

/// <summary>A host's way to the store: slow, now and then broken, and never to be trusted with an answer.</summary>
internal sealed class FaultyStore(World world, Host host) : IRunStore
{
    private MemoryRunStore Inner => world.Disk.Runs;

    public async ValueTask<JournalResult> WriteAsync(JournalWrite write)
    {
        world.Audit.Asked(write);
        return await host.ChangeAsync(
            "write", () => world.Disk.WriteAsync(write), write.Payloads.Count == 0 ? null : async () => await Inner.WriteAsync(new() { Payloads = write.Payloads }));
    }

    public async ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) => await host.ChangeAsync("post", () => world.Disk.PostAsync(mail, now));

    public async ValueTask<bool> ExpireWaitAsync(WaitKey wait) => await host.ChangeAsync("expire", async () => await Inner.ExpireWaitAsync(wait));

    public async ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation) => await host.ChangeAsync("delete", async () => await Inner.DeleteRunAsync(runId, cancellation));

    public async ValueTask DropPayloadsAsync(string family, CancellationToken cancellation) => await host.ChangeAsync("drop", async () =>
    {
        await Inner.DropPayloadsAsync(family, cancellation);
        return true;
    });

    public ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation) => ReadAsync(() => Inner.GetRunAsync(runId, cancellation));

    public ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation) => ReadAsync(() => Inner.ListRunsAsync(query, cancellation));

    public ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation) => ReadAsync(() => Inner.OpenRunsAsync(cancellation));

    public ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
        ReadAsync(() => Inner.ReadSegmentsAsync(runId, fromOrdinal, limit, cancellation));

    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation) =>
        ReadAsync(() => Inner.SegmentsAfterAsync(runId, afterSequence, limit, cancellation));

    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, int limit, CancellationToken cancellation) =>
        ReadAsync(() => Inner.SegmentsHoldingAsync(runId, sequence, limit, cancellation));

    public ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation) => ReadAsync(() => Inner.ReadSnapshotAsync(runId, cancellation));

    public ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation) =>
        ReadAsync(() => Inner.ReadPayloadAsync(family, hash, cancellation));

    public ValueTask<ReadOnlyMemory<byte>?> FindPayloadAsync(string family, string hash, CancellationToken cancellation) =>
        ReadAsync(() => Inner.FindPayloadAsync(family, hash, cancellation));

    public ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation) => ReadAsync(() => Inner.ReadVariablesAsync(hash, cancellation));

    public ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation) => ReadAsync(() => Inner.GetStartAsync(key, cancellation));

    public ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation) =>
        ReadAsync(() => Inner.ReadMailAsync(runId, after, limit, cancellation));

    public ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation) => ReadAsync(() => Inner.RunsWithMailAsync(cancellation));

    public ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation) => ReadAsync(() => Inner.GetWaitAsync(wait, cancellation));

    public ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation) => ReadAsync(() => Inner.OpenWaitsAsync(cancellation));

    private async ValueTask<T> ReadAsync<T>(Func<ValueTask<T>> read)
    {
        await host.PauseAsync("read");
        switch (world.Faults.Draw(world.Turns.Now, Fault.Refused, Fault.DiesBefore))
        {
            case Fault.Refused:
                throw new StoreFault("refused");
            case Fault.DiesBefore:
                host.Kill();
                await host.HoldIfDeadAsync();
                break;
        }

        var result = await read();
        await host.HoldIfDeadAsync();
        return result;
    }
}

/// <summary>A host's way to where its schedules stand.</summary>
internal sealed class FaultySchedules(World world, Host host) : IScheduleStore
{
    public async ValueTask<IReadOnlyList<ScheduleRow>> ReadAsync(CancellationToken cancellation)
    {
        await host.PauseAsync("read");
        return await world.Disk.Schedules.ReadAsync(cancellation);
    }

    public async ValueTask WriteAsync(IReadOnlyList<ScheduleRow> put, IReadOnlyList<TriggerId> delete) =>
        await host.ChangeAsync("schedule", () => world.Disk.WriteAsync(put, delete));
}
