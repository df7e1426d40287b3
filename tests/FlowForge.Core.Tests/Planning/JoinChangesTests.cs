using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Planning;

/// <summary>Each change that is told is seen in runs of both rules, and a workflow of which none is told runs the same.</summary>
public sealed class JoinChangesTests
{
    [Theory]
    [InlineData("t -> a; a -> b; t -> c", "")]
    [InlineData("t -> a; t -> b; a -> x; b -> x; x -> y", "x: 2 edges enter it | y: It is behind 'x'")]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in2; j -> y", "")]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in1; t -> j.in2; j -> y", "j: 2 edges enter its port 'in1' | y: It is behind 'j'")]
    [InlineData("l:loop; t -> l; l.loop -> a; a -> l; l.done -> b", "l: A round that gives nothing back")]
    [InlineData("l:loop; t -> l; t -> c; c -> l; l.loop -> a; a -> l; l.done -> b", "l: 2 edges enter it | l: A round that gives nothing back | a: It is behind 'l' | b: It is behind 'l'")]
    [InlineData("l:loop; t -> l; l.loop -> a; l.loop -> b; a -> l; b -> l; l.done -> c", "l: 2 edges lead back")]
    [InlineData("w:wait {\"seconds\":1}; t -> w; w -> a", "")]
    [InlineData("w:wait {\"seconds\":1}; t -> w; w -> a; t -> b", "w: What does not depend on it")]
    [InlineData("q:pass; s:split {\"round\":2}; t -> q; q -> s; s.false -> q *5; s.true -> x", "")]
    public void Of_Drawn_NamesTheNodesThatChange(string drawn, string expected)
    {
        var changes = JoinChanges.Of(Each.EachRuns.Drawn(drawn), new TestCatalogue());
        var wanted = expected.Split(" | ", StringSplitOptions.RemoveEmptyEntries);

        Assert.True(wanted.Length == changes.Count && wanted.Zip(changes).All(pair => $"{pair.Second.NodeId}: {pair.Second.Message}".StartsWith(pair.First, StringComparison.Ordinal)),
            string.Join('\n', changes));
    }

    [Theory]
    [InlineData("t -> a; a -> b; t -> c")]
    [InlineData("t -> a; t -> b; a -> x; b -> x; x -> y; t -> z")]
    [InlineData("j:join; t -> a; t -> b; a -> j.in1; b -> j.in1; t -> j.in2; j -> y; t -> z")]
    [InlineData("s:split; t -> s; s.true -> a; s.false -> b; a -> x; b -> x")]
    public async Task Of_Drawn_NodesThatAreNotNamedRunAsBefore(string drawn)
    {
        var workflow = Each.EachRuns.Drawn(drawn);
        var named = JoinChanges.Of(workflow, new TestCatalogue()).Select(change => change.NodeId).ToHashSet();
        var (before, after) = (await LinesAsync(workflow), await LinesAsync(JoinChanges.Switch(workflow)));

        Assert.Equal(before.Where(line => !named.Contains(line.Node)), after.Where(line => !named.Contains(line.Node)));
        Assert.All(named, node => Assert.NotEqual(before.Where(line => line.Node == node), after.Where(line => line.Node == node)));
    }

    /// <summary>What each node gave, runs counted where they have no index.</summary>
    private static async Task<(string Node, string Line)[]> LinesAsync(Workflow workflow)
    {
        await using var bench = new EngineBench();
        var (run, frames) = await bench.RunAsync(workflow, items: 4);
        Assert.Equal(RunStatus.Completed, run.Status);
        return [.. frames.Select(line => (Node: line.Split('[', ' ')[0], Line: line.Replace("[0]", "", StringComparison.Ordinal)))];
    }
}
