using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The host dies after each durable write in turn: each change of state is applied once, and none is lost.</summary>
public sealed class StateKillTests
{
    [Theory]
    [InlineData("a:countsOutside; b:countsOutside; t -> a; a -> b", 2, 2)]
    [InlineData("a:counts; o:countsOutside; b:counts; t -> a; a -> o; o -> b", 1, 3)]
    [InlineData("l:loop; a:countsOutside; b:counts; t -> l; l.loop -> a; a -> b; b -> l; l.done -> c", 4, 8)]
    [InlineData("a:counts; w:wait {\"seconds\":1}; b:counts; t -> a; a -> w; w -> b", 1, 2)]
    [InlineData("s:split {\"round\":3}; a:countsOutside; t -> a; a -> s; s.false -> a *9; s.true -> x", 1, 4)]
    public async Task Kill_AtEachWrite_EachChangeIsAppliedOnce(string drawn, int items, int count)
    {
        await SameAsync(drawn, items, count, version: 1);
    }

    [Theory]
    [InlineData("l:loop; a:countsOutside; b:counts; t -> l; l.loop -> a; a -> b; b -> l; l.done -> c", 4, 8)]
    public async Task Kill_AtEachWriteOfATest_ItSeesItsOwnAndKeepsNone(string drawn, int items, int count)
    {
        await SameAsync(drawn, items, count, version: 0);
    }

    private static async Task SameAsync(string drawn, int items, int count, int version)
    {
        var hasDied = true;
        for (var write = 1; hasDied; write++)
        {
            var lives = new Lives(
                Drawn.Of(drawn), items, (store, _) => StateKinds.All(store.HoldIfDeadAsync), write % 2 == 0 ? new FakeTimeProvider() : new RestlessClock())
            {
                Version = version,
            };
            hasDied = await lives.LiveAsync(write);
            if (lives.Run is null)
            {
                continue;
            }

            for (var again = 1; !lives.Run.HasEnded; again++)
            {
                await lives.LiveAsync(again < 3 ? 1 + (write % 3) : int.MaxValue);
            }

            var kept = await StateKinds.KeptAsync(lives.State);
            var seen = version == 0 ? await CountsAsync(lives) : kept.Nodes.Split(',').Select(note => int.Parse(note.Split(':')[1])).Order();
            Assert.Equal(version == 0 ? "-" : $"{count}", kept.Count);
            Assert.True(Enumerable.Range(1, count).SequenceEqual(seen), $"{drawn}, killed at {write}: {string.Join(',', seen)}");
        }
    }

    private static async Task<IEnumerable<int>> CountsAsync(Lives lives) =>
        (await lives.ChangesAsync()).Where(change => change.Scope.NodeId is null).Select(change => change.Set[0].Value.GetInt32()).Order();
}
