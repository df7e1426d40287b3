using FlowForge.Core.Planning;

namespace FlowForge.Core.Tests.Planning;

/// <summary>Dominators and strongly connected sets against the simplest models, on random graphs.</summary>
public sealed class GraphAlgorithmTests
{
    [Fact]
    public void Dominators_RandomGraphs_AreThoseWhoseRemovalCutsTheNodeOff()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var (nodes, arcs) = Graph(new Random(seed));
            var tree = Dominators.From(Adjacency.Of(nodes, arcs), 0);
            for (var node = 0; node < nodes; node++)
            {
                Assert.True(Immediate(nodes, arcs, node) == tree.Of(node), $"seed {seed}, node {node}");
            }
        }
    }

    [Fact]
    public void Dominators_Order_HasEachNodeBehindItsDominator()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (nodes, arcs) = Graph(new Random(seed));
            var tree = Dominators.From(Adjacency.Of(nodes, arcs), 0);
            var seen = new HashSet<int> { -1 };
            foreach (var node in tree.Order)
            {
                Assert.True(seen.Contains(tree.Of(node)), $"seed {seed}");
                seen.Add(node);
            }
        }
    }

    [Fact]
    public void Components_RandomGraphs_AreThoseThatReachEachOther()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var (nodes, arcs) = Graph(new Random(seed));
            var reach = Enumerable.Range(0, nodes).Select(from => Reach(nodes, arcs, from, without: -1, atLeastOne: true)).ToArray();
            var expected = Enumerable.Range(0, nodes).Where(v => reach[v][v])
                .Select(v => string.Join(',', Enumerable.Range(0, nodes).Where(w => reach[v][w] && reach[w][v])))
                .Distinct().Order(StringComparer.Ordinal);
            var found = Components.Cyclic(Adjacency.Of(nodes, arcs)).Select(set => string.Join(',', set)).Order(StringComparer.Ordinal);
            Assert.True(expected.SequenceEqual(found), $"seed {seed}");
        }
    }

    private static (int Nodes, List<(int, int)> Arcs) Graph(Random random)
    {
        var nodes = random.Next(1, 25);
        var count = random.Next(0, nodes * 3);
        return (nodes, Enumerable.Range(0, count).Select(_ => (random.Next(nodes), random.Next(nodes))).ToList());
    }

    /// <summary>Of the nodes that lie on every path, the one with most such nodes before itself.</summary>
    private static int Immediate(int nodes, List<(int, int)> arcs, int node)
    {
        var reached = Reach(nodes, arcs, 0, without: -1, atLeastOne: false);
        if (node == 0 || !reached[node])
        {
            return -1;
        }

        bool Dominates(int a, int b) => a != b && reached[b] && (a == 0 || !Reach(nodes, arcs, 0, without: a, atLeastOne: false)[b]);
        return Enumerable.Range(0, nodes).Where(d => reached[d] && Dominates(d, node))
            .MaxBy(d => Enumerable.Range(0, nodes).Count(above => Dominates(above, d)));
    }

    private static bool[] Reach(int nodes, List<(int From, int To)> arcs, int from, int without, bool atLeastOne)
    {
        var seen = new bool[nodes];
        var open = new Queue<int>(atLeastOne ? arcs.Where(arc => arc.From == from).Select(arc => arc.To) : [from]);
        while (open.TryDequeue(out var at))
        {
            if (at != without && !seen[at])
            {
                seen[at] = true;
                foreach (var (_, to) in arcs.Where(arc => arc.From == at))
                {
                    open.Enqueue(to);
                }
            }
        }

        return seen;
    }
}
