using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Credentials;

/// <summary>What every <see cref="IAuditLog"/> does. An adapter's tests derive from this and hand in an empty log.</summary>
public abstract class AuditLogContract : StoreContract<IAuditLog>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private IAuditLog Log => Store;

    [Fact]
    public async Task Append_ThenList_GivesNewestFirst()
    {
        var first = new AuditEntry(Noon, "api", "credential.created", "credential:a", "type basic");
        var second = new AuditEntry(Noon, "run:x", "credential.used", "credential:a");
        await Log.AppendAsync(first, default);
        await Log.AppendAsync(second, default);

        Assert.Equal([second, first], (await Log.ListAsync(new(10, null, null), default)).Items);
    }

    [Fact]
    public async Task List_InPagesWhileOthersAppend_GivesEachOnce()
    {
        for (var i = 0; i < 7; i++)
        {
            await Log.AppendAsync(Entry(i, "a"), default);
        }

        var seen = new List<AuditEntry>();
        for (string? after = null; ;)
        {
            var page = await Log.ListAsync(new(3, after, null), default);
            seen.AddRange(page.Items);
            if (page.Next is null)
            {
                break;
            }

            after = page.Next;
            await Log.AppendAsync(Entry(100, "late"), default);
        }

        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(i => Entry(i, "a")), seen);
    }

    [Fact]
    public async Task List_OfASubject_GivesOnlyItsOwn()
    {
        for (var i = 0; i < 10; i++)
        {
            await Log.AppendAsync(Entry(i, i % 3 == 0 ? "a" : "b"), default);
        }

        var page = await Log.ListAsync(new(3, null, "a"), default);
        var rest = await Log.ListAsync(new(3, page.Next, "a"), default);

        Assert.Equal([9, 6, 3, 0], page.Items.Concat(rest.Items).Select(entry => (int)(entry.At - Noon).TotalSeconds));
        Assert.Null(rest.Next);
    }

    [Fact]
    public async Task List_ByWhoWhatAndWhen_GivesThose()
    {
        AuditEntry[] all =
        [
            new(Noon, "token:ci", "workflow.saved", "workflow:a"), new(Noon.AddHours(1), "token:ci", "workflow.published", "workflow:a"),
            new(Noon.AddHours(2), "token:it's", "workflow.saved", "workflow:b"), new(Noon.AddHours(3), "token:ci", "workflow.saved", "workflow:b"),
        ];
        foreach (var entry in all)
        {
            await Log.AppendAsync(entry, default);
        }

        Assert.Equal([all[3], all[1], all[0]], await Found(new(10) { Actor = "token:ci" }));
        Assert.Equal([all[2]], await Found(new(10) { Actor = "token:it's" }));
        Assert.Equal([all[1]], await Found(new(10) { Action = "workflow.published" }));
        Assert.Equal([all[2], all[1]], await Found(new(10) { From = Noon.AddHours(1), To = Noon.AddHours(3) }));
        Assert.Equal([all[3]], await Found(new(10, Subject: "workflow:b") { Actor = "token:ci", Action = "workflow.saved", From = Noon, To = Noon.AddDays(1) }));
    }

    [Fact]
    public async Task Trim_ByAgeAndNumber_TakesTheOldest()
    {
        for (var i = 0; i < 10; i++)
        {
            await Log.AppendAsync(Entry(i, "a"), default);
        }

        Assert.Equal(3, await Trimmed(Noon.AddSeconds(3), 100));
        Assert.Equal(0, await Trimmed(Noon.AddSeconds(3), 100));
        Assert.Equal(2, await Trimmed(Noon, 5));

        Assert.Equal([9, 8, 7, 6, 5], (await Found(new(10))).Select(entry => (int)(entry.At - Noon).TotalSeconds));
    }

    private async Task<IReadOnlyList<AuditEntry>> Found(AuditQuery query) => (await Log.ListAsync(query, default)).Items;

    private async Task<int> Trimmed(DateTimeOffset before, int most) => await Log.TrimAsync(before, most, default);

    private static AuditEntry Entry(int second, string subject) => new(Noon.AddSeconds(second), "api", "test.done", subject, "…");
}
