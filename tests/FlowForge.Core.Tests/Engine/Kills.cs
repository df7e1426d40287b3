using FlowForge.Core.Model;
using FlowForge.Core.Tests.Execution;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Kills hosts and compares what comes of their run with one that lived in peace.</summary>
internal static class Kills
{
    /// <summary>
    /// Kills the first host after each of these writes, or after write 1, then 2, and so on until it ends the run; a second host dies a little later, a third one lives.
    /// </summary>
    public static async Task SameAsync(ITestOutputHelper output, string name, Func<Lives> begin, List<int>? writes = null)
    {
        var calm = begin();
        await calm.LiveAsync();
        var expected = await calm.FramesAsync();
        Assert.Equal("", calm.Ledger.Wrong);
        var (hasDied, kills) = (true, 0);
        while (writes is null ? hasDied : kills < writes.Count)
        {
            var write = writes is null ? ++kills : writes[kills++];
            var lives = begin();
            hasDied = await lives.LiveAsync(write);
            if (lives.Run is null && lives.Fork is null)
            {
                // Dead before the start was answered: nobody was told of a run.
                continue;
            }

            if (!lives.HasEnded && await lives.LiveAsync(1 + (kills % 3)) && !lives.HasEnded)
            {
                await lives.LiveAsync();
            }

            var frames = await lives.FramesAsync();
            Assert.True(expected.SequenceEqual(frames), $"{name}, killed at {write}:\n{Difference(expected, frames)}");
            Assert.Equal("", lives.Ledger.Wrong);
            Assert.Equal((calm.Ledger.Keys, calm.Ledger.Callers), (lives.Ledger.Keys, lives.Ledger.Callers));
        }

        output.WriteLine($"{name}: {kills} kills, {expected.Length} frames");
    }

    /// <summary>Kills after each write: with a clock that stands still between steps, and with one that makes each look at it a commit point.</summary>
    public static async Task EachAsync(ITestOutputHelper output, string drawn, int items, Func<Node, Node> change)
    {
        var workflow = Drawn.Of(drawn, change: change);
        await SameAsync(output, drawn, () => new(workflow, items, Lives.Outside, new FakeTimeProvider()));
        await SameAsync(output, drawn + " (restless)", () => new(workflow, items, Lives.Outside, new RestlessClock()));
    }

    private static string Difference(string[] expected, string[] found) =>
        string.Join("\n", expected.Except(found).Select(line => "- " + line).Concat(found.Except(expected).Select(line => "+ " + line))
            .Concat(found.GroupBy(line => line).Where(group => group.Count() > expected.Count(line => line == group.Key)).Select(group => group.Key).Select(line => "twice " + line))
            .Append($"{expected.Length} lines, {found.Length} lines"));
}
