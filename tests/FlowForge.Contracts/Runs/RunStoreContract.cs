using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Runs;

/// <summary>What every <see cref="IRunStore"/> does. An adapter's tests derive from this and hand in an empty store.</summary>
public abstract partial class RunStoreContract : StoreContract<IRunStore>
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task GetRun_WrittenWithEverything_GivesItBack()
    {
        var run = Run("a") with
        {
            Version = 3,
            Mode = "webhook",
            Status = RunStatus.Failed,
            EndedAt = Noon.AddTicks(12_345_678),
            Failure = new()
            {
                Code = "x.y", Message = "Größe \"7\" 🙂", NodeId = "n", Item = 4, Retryable = true, Stack = "at a\nat b",
            },
            OutputSequence = (7L << 20) + 3,
            ForkedFrom = "b",
            Family = "c",
            WorkflowName = "Größe 🙂",
            Variables = "v",
            ExpiresAt = Noon.AddDays(30),
            ResumeKey = "secret",
            Caller = new("parent/1", "call", "4/0", 2, 7, 3, IsAwaited: true),
        };
        await Store.WriteAsync(new() { Run = run });

        Assert.Equal(run, await Store.GetRunAsync("a", default));
    }

    [Fact]
    public async Task GetRun_Unknown_GivesNull() => Assert.Null(await Store.GetRunAsync("a", default));

    [Fact]
    public async Task Write_RunAgain_ReplacesItsRow()
    {
        await Store.WriteAsync(new() { Run = Run("a") });
        var ended = Run("a") with { Status = RunStatus.Failed, EndedAt = Noon.AddHours(1), Failure = Failure.Of("c", "m") };
        await Store.WriteAsync(new() { Run = ended });

        Assert.Equal(ended, await Store.GetRunAsync("a", default));
        Assert.Single((await Store.ListRunsAsync(new(), default)).Items);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a#b?c")]
    [InlineData("%2e%2e")]
    [InlineData("CON")]
    [InlineData("a\0b")]
    [InlineData("")]
    [InlineData("'; DROP TABLE runs; --")]
    [InlineData("größe-日本-🙂")]
    public async Task Write_HostileId_IsAnIdLikeAnyOther(string id)
    {
        await Store.WriteAsync(new() { Run = Run("z"), Segments = [Segment("z", 0, "[9]")] });
        await Store.WriteAsync(new()
        {
            Run = Run(id) with { WorkflowId = id },
            Segments = [Segment(id, 0, "[1]")],
            Snapshot = new(id, 0, Bytes("{}")),
            Payloads = [Payload(id, "[2]")],
            Start = new(id, id, id, Noon),
        });

        Assert.Equal(id, (await Store.GetRunAsync(id, default))!.WorkflowId);
        Assert.Equal("[1]", Text(Assert.Single(await Store.ReadSegmentsAsync(id, 0, 10, default)).Content));
        Assert.Equal(id, (await Store.ReadSnapshotAsync(id, default))!.RunId);
        Assert.Equal("[2]", Text(await Store.ReadPayloadAsync(id, PayloadHash.Of("[2]"u8), default)));
        Assert.Equal(new StartRow(id, id, id, Noon), await Store.GetStartAsync(id, default));
        Assert.Equal(id, Assert.Single((await Store.ListRunsAsync(new(Workflow: id), default)).Items).Id);
    }

    [Fact]
    public async Task Write_LongId_IsKeptWhole()
    {
        var id = new string('x', 1_024);
        await Store.WriteAsync(new() { Run = Run(id) });

        Assert.Null(await Store.GetRunAsync(id[1..], default));
        Assert.Equal(id, (await Store.GetRunAsync(id, default))!.Id);
    }

    protected static RunRecord Run(string id) => new()
    {
        Id = id, WorkflowId = "w", Hash = "h", Trigger = "t", StartedAt = Noon, Family = id, Status = RunStatus.Running,
    };

    protected static SegmentRow Segment(string run, int ordinal, string content) =>
        new(run, ordinal, (long)ordinal << 20, ((long)ordinal << 20) + 9, Bytes(content));

    protected static PayloadRow Payload(string family, string content) => new(family, PayloadHash.Of(Bytes(content).Span), Bytes(content));

    protected static ReadOnlyMemory<byte> Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    protected static string Text(ReadOnlyMemory<byte> content) => System.Text.Encoding.UTF8.GetString(content.Span);
}
