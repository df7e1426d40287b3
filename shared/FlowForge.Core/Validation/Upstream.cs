namespace FlowForge.Core.Validation;

/// <summary>Answers many questions "is A upstream of B" at once: 64 asked-for nodes in one pass over the components.</summary>
internal sealed class Upstream
{
    private const int Group = 64;

    private readonly Adjacency graph;
    private readonly Components components;
    private readonly int[] fromSources;
    private readonly int[] placeOf;
    private readonly bool[] isCyclic;

    public Upstream(Adjacency graph)
    {
        this.graph = graph;
        components = new(graph);
        fromSources = [.. Enumerable.Range(0, graph.Count)];
        Array.Sort(components.Of.Select(component => -component).ToArray(), fromSources);
        placeOf = new int[graph.Count];
        for (var place = 0; place < fromSources.Length; place++)
        {
            placeOf[fromSources[place]] = place;
        }

        isCyclic = new bool[components.Count];
        for (var node = 0; node < graph.Count; node++)
        {
            foreach (var target in graph.From(node))
            {
                isCyclic[components.Of[node]] |= components.Of[target] == components.Of[node];
            }
        }
    }

    /// <summary>Those of the questions whose answer is no.</summary>
    /// <param name="questions">Each asks about a pair: the node that asks, and the one that should be upstream of it.</param>
    /// <param name="ends">The pair of a question.</param>
    public IReadOnlyList<T> NotUpstream<T>(IReadOnlyList<T> questions, Func<T, (int Asker, int Asked)> ends)
    {
        var refused = new List<T>();
        var byAsked = questions.GroupBy(question => ends(question).Asked).OrderBy(asked => placeOf[asked.Key]);
        foreach (var group in byAsked.Chunk(Group))
        {
            // Asked-for nodes that lie together and those that ask for them bound how far a pass has to go.
            var reach = Reach([.. group.Select(asked => asked.Key)], group.Max(asked => asked.Max(question => placeOf[ends(question).Asker])));
            for (var bit = 0; bit < group.Length; bit++)
            {
                refused.AddRange(group[bit].Where(question => (reach[components.Of[ends(question).Asker]] >> bit & 1) == 0));
            }
        }

        return refused;
    }

    /// <summary>For each component a bit for each of the nodes it can be reached from.</summary>
    private ulong[] Reach(int[] nodes, int lastPlace)
    {
        var own = new ulong[components.Count];
        for (var bit = 0; bit < nodes.Length; bit++)
        {
            own[components.Of[nodes[bit]]] |= 1UL << bit;
        }

        var reach = new ulong[components.Count];
        for (var place = FirstOfComponent(placeOf[nodes[0]]); place <= lastPlace; place++)
        {
            var node = fromSources[place];
            var component = components.Of[node];
            if (isCyclic[component])
            {
                reach[component] |= own[component];
            }

            foreach (var target in graph.From(node))
            {
                if (components.Of[target] != component)
                {
                    reach[components.Of[target]] |= reach[component] | own[component];
                }
            }
        }

        return reach;
    }

    private int FirstOfComponent(int place)
    {
        while (place > 0 && components.Of[fromSources[place - 1]] == components.Of[fromSources[place]])
        {
            place--;
        }

        return place;
    }
}
