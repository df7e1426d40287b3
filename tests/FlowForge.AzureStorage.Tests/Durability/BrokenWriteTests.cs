using System.Text.Json;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.State;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.Tests.Durability;

/// <summary>A process that dies at any call of a write: the next one finds all of it or nothing, and finishes what was left.</summary>
public sealed class BrokenWriteTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Write_DiesAtAnyCall_IsWholeOrNothing()
    {
        var calls = await CallsOfAsync();
        Assert.InRange(calls, 8, 60);
        for (var at = 1; at <= calls; at++)
        {
            var name = $"d{at}x";
            await PrepareAsync(name);
            var dies = new Dies(at);
            await Assert.ThrowsAsync<StoreFault>(async () => await new AzureRunStore(TestAccount.Open(name, dies)).WriteAsync(End()));

            var account = TestAccount.Open(name, null);
            var store = new AzureRunStore(account);
            var state = new AzureStateStore(account);
            var open = (await store.OpenRunsAsync(default)).Select(run => run.Id).ToList();
            var isWritten = (await store.GetRunAsync("a", default))!.HasEnded;

            Assert.Equal(isWritten ? ["parent"] : ["a", "parent"], open);
            Assert.Equal(isWritten ? 2 : 1, (await store.ReadSegmentsAsync("a", 0, 9, default)).Count);
            Assert.Equal(isWritten, (await store.ReadMailAsync("parent", 0, 9, default)).Count == 1);
            Assert.Equal(isWritten, (await state.ReadAsync("w", StateScope.Workflow, default)).ContainsKey("k"));
            Assert.Equal(isWritten ? ["a"] : [], (await store.ListRunsAsync(new(Status: RunStatus.Completed), default)).Items.Select(run => run.Id));

            // The same write again ends in the same, whatever was kept of it.
            await store.WriteAsync(End());
            Assert.Equal(["parent"], (await store.OpenRunsAsync(default)).Select(run => run.Id));
            Assert.Single(await store.ReadMailAsync("parent", 0, 9, default));
            Assert.Equal(1, (await state.ReadAsync("w", StateScope.Workflow, default))["k"].GetInt32());
            Assert.Equal("[2]", System.Text.Encoding.UTF8.GetString((await store.ReadPayloadAsync("a", Payload.Hash, default)).Span));
        }
    }

    [Fact]
    public async Task Start_DiesAtAnyCall_ItsKeyIsFreeOrItsRunIsThere()
    {
        var calls = 0;
        for (var at = 1; calls == 0 || at <= calls; at++)
        {
            var name = $"s{at}x";
            var dies = new Dies(at);
            try
            {
                await new AzureRunStore(TestAccount.Open(name, dies)).WriteAsync(Begin("first"));
                calls = at - 1;
            }
            catch (StoreFault)
            {
            }

            var store = new AzureRunStore(TestAccount.Open(name, null));
            var existing = (await store.WriteAsync(Begin("second"))).Existing;
            var runs = (await store.OpenRunsAsync(default)).Select(run => run.Id).ToList();

            Assert.Equal([existing?.RunId ?? "second"], runs);
            Assert.Equal([existing?.RunId ?? "second"], (await store.ListRunsAsync(new(), default)).Items.Select(run => run.Id));
            Assert.Equal(existing?.RunId ?? "second", (await store.GetStartAsync("key", default))!.RunId);
        }

        Assert.InRange(calls, 4, 20);
    }

    private static PayloadRow Payload => new("a", Core.Frames.PayloadHash.Of("[2]"u8), "[2]"u8.ToArray());

    private static async Task<int> CallsOfAsync()
    {
        await PrepareAsync("d0x");
        var counts = new Dies(int.MaxValue);
        await new AzureRunStore(TestAccount.Open("d0x", counts)).WriteAsync(End());
        return counts.Calls;
    }

    private static async Task PrepareAsync(string name)
    {
        var store = new AzureRunStore(TestAccount.Open(name, null));
        await store.WriteAsync(new() { Run = Run("parent") });
        await store.WriteAsync(new() { Run = Run("a"), Segments = [new("a", 0, 0, 9, "[0]"u8.ToArray())] });
    }

    private static JournalWrite Begin(string id) => new()
    {
        Run = Run(id), Segments = [new(id, 0, 0, 9, "[0]"u8.ToArray())], Start = new("key", "body", id, Noon),
    };

    private static JournalWrite End() => new()
    {
        Run = Run("a") with { Status = RunStatus.Completed, EndedAt = Noon },
        Segments = [new("a", 1, 10, 19, "[1]"u8.ToArray())],
        Payloads = [Payload],
        State = [new("w", "a", "n", "", [new(StateScope.Workflow, [new("k", JsonElement.Parse("1"))], [])])],
        Mail = [new("parent", "child/a", MailKind.ChildEnded, "1/0", default, Noon)],
    };

    private static RunRecord Run(string id) => new()
    {
        Id = id, WorkflowId = "w", Hash = "h", Trigger = "t", StartedAt = Noon, Family = id, Status = RunStatus.Running,
    };
}
