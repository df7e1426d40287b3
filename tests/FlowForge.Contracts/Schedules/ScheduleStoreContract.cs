using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Schedules;

/// <summary>What every <see cref="IScheduleStore"/> does.</summary>
public abstract class ScheduleStoreContract : StoreContract<IScheduleStore>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Read_NothingWritten_GivesNone() => Assert.Empty(await Store.ReadAsync(default));

    [Fact]
    public async Task Write_Rows_ComeBackByWorkflowAndNode()
    {
        ScheduleRow[] rows =
        [
            new(new("a", "1"), "d", Noon.AddTicks(1), null),
            new(new("a", "2"), "d", Noon, new(Noon.AddDays(-1), "run", null)),
            new(new("b", "1"), "e", Noon, new(Noon, null, Failure.Of("x.y", "No.", retryable: true))),
        ];
        await Store.WriteAsync([rows[2], rows[0], rows[1]], []);

        Assert.Equal(rows, await Store.ReadAsync(default));
    }

    [Fact]
    public async Task Write_Again_ReplacesTheRow()
    {
        var row = new ScheduleRow(new("a", "1"), "d", Noon, new(Noon, "run", null));
        await Store.WriteAsync([row], []);
        var later = row with { Definition = "e", Through = Noon.AddHours(1), Last = null };
        await Store.WriteAsync([later], []);

        Assert.Equal([later], await Store.ReadAsync(default));
    }

    [Fact]
    public async Task Write_Deletes_RemoveThoseRowsOnly()
    {
        ScheduleRow[] rows = [.. new[] { "1", "2", "3" }.Select(node => new ScheduleRow(new("a", node), "d", Noon, null))];
        await Store.WriteAsync(rows[..2], []);
        await Store.WriteAsync([rows[2]], [rows[0].Trigger, new("a", "none")]);

        Assert.Equal(rows[1..], await Store.ReadAsync(default));
    }

    [Fact]
    public async Task Write_ManyAtOnce_KeepsAll()
    {
        var store = Store;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(async () => await store.WriteAsync([new(new("a", $"{n:D2}"), "d", Noon, null)], []))));

        Assert.Equal(Enumerable.Range(0, 50).Select(n => $"{n:D2}"), (await Store.ReadAsync(default)).Select(row => row.Trigger.NodeId));
    }
}
