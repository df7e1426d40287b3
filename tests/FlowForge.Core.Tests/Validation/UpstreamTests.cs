using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Tests.Validation;

public class UpstreamTests
{
    [Fact]
    public void NotUpstream_RandomGraphs_AgreesWithPlainSearch()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var count = random.Next(1, 100);
            var edges = Enumerable.Range(0, random.Next(count * 3)).Select(_ => (From: random.Next(count), To: random.Next(count))).ToArray();
            var workflow = new Workflow
            {
                Id = "w",
                Name = "w",
                Nodes = [.. Enumerable.Range(0, count).Select(i => Draw.Node($"n{i}"))],
                Edges = [.. edges.Select(edge => new Edge { From = $"n{edge.From}", To = $"n{edge.To}" })],
            };
            var questions = Enumerable.Range(0, count).SelectMany(asker => Enumerable.Range(0, count).Select(asked => (asker, asked))).ToArray();

            var refused = new Upstream(Adjacency.Of(new Subject(workflow, TestKinds.All, RunsIn.Server))).NotUpstream(questions, pair => pair);

            var reached = Enumerable.Range(0, count).Select(asked => Reached(edges, asked)).ToArray();
            var expected = questions.Where(pair => !reached[pair.asked].Contains(pair.asker)).ToHashSet();
            Assert.True(expected.SetEquals(refused) && expected.Count == refused.Count, $"seed {seed}, round {round}");
        }
    }

    private static HashSet<int> Reached((int From, int To)[] edges, int from)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([from]);
        while (open.TryPop(out var node))
        {
            foreach (var edge in edges.Where(edge => edge.From == node && seen.Add(edge.To)))
            {
                open.Push(edge.To);
            }
        }

        return seen;
    }
}
