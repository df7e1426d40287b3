using FlowForge.Core.Model;

namespace FlowForge.Core.Tests.Each;

/// <summary>
/// A random graph without cycles, and what it does with <c>join: each</c> said once more: a stack and slots over lists of texts, with no plan, no decider
/// and no records.
/// </summary>
internal sealed class EachModel
{
    private readonly List<(string Id, string Kind)> _nodes = [("t", "trigger")];
    private readonly List<(string From, string Port, string To, string ToPort)> _edges = [];

    public EachModel(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(4, 14);
        for (var i = 0; i < count; i++)
        {
            var kind = random.Next(5) switch { 0 => "join", 1 => "split", 2 => "pass", _ => "tag" };
            _nodes.Add(($"n{i}", kind));
            for (var edges = random.Next(1, kind == "join" ? 4 : 3); edges > 0; edges--)
            {
                var (from, fromKind) = _nodes[random.Next(Math.Max(0, _nodes.Count - 6), _nodes.Count - 1)];
                Add(from, fromKind == "split" ? random.Next(2) == 0 ? "true" : "false" : "out", $"n{i}", kind == "join" ? $"in{random.Next(1, 3)}" : "in");
            }
        }

        // In the document an edge stands anywhere, so that its order is its own.
        for (var i = _edges.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (_edges[i], _edges[j]) = (_edges[j], _edges[i]);
        }
    }

    public Workflow Workflow => EachRuns.Drawn(
        string.Join(";", _nodes.Select(node => $"{node.Id}:{node.Kind}")) + ";"
        + string.Join(";", _edges.Select(edge => $"{edge.From}.{edge.Port} -> {edge.To}.{edge.ToPort}")));

    /// <summary>Lines of node and run, first run first: <c>n3[0] out=0n1n3</c>.</summary>
    public IReadOnlyList<string> Run(int items, int most)
    {
        var lines = new List<string>();
        var runs = new Dictionary<string, int>();
        var stack = new Stack<(string Node, Dictionary<string, List<string>> Input)>();
        var slots = new List<(string Node, Dictionary<string, List<string>> Input)>();
        stack.Push(("t", new() { ["in"] = [.. Enumerable.Range(0, items).Select(n => $"{n}")] }));
        while ((stack.Count > 0 || slots.Count > 0) && lines.Count < most)
        {
            if (stack.Count == 0)
            {
                stack.Push(slots[0]);
                slots.RemoveAt(0);
            }

            var (node, input) = stack.Pop();
            var kind = _nodes.Find(one => one.Id == node).Kind;
            var run = runs[node] = runs.GetValueOrDefault(node, -1) + 1;
            var outputs = Outputs(node, kind, input);
            var texts = outputs.Where(port => port.Value.Count > 0).Select(port => $"{port.Key}={string.Join(",", port.Value)}");
            lines.Add($"{node}[{run}] {string.Join(" ", texts)}");
            var next = new List<(string, Dictionary<string, List<string>>)>();
            foreach (var edge in _edges.Where(edge => edge.From == node && outputs[edge.Port].Count > 0))
            {
                if (_nodes.Find(one => one.Id == edge.To).Kind != "join")
                {
                    next.Add((edge.To, new() { ["in"] = outputs[edge.Port] }));
                    continue;
                }

                var slot = slots.FindIndex(slot => slot.Node == edge.To && !slot.Input.ContainsKey(edge.ToPort));
                if (slot < 0)
                {
                    slot = slots.Count;
                    slots.Add((edge.To, []));
                }

                slots[slot].Input[edge.ToPort] = outputs[edge.Port];
                if (slots[slot].Input.Count == 2)
                {
                    next.Add(slots[slot]);
                    slots.RemoveAt(slot);
                }
            }

            next.Reverse();
            next.ForEach(stack.Push);
        }

        return lines;
    }

    private static Dictionary<string, List<string>> Outputs(string id, string kind, Dictionary<string, List<string>> input) => kind switch
    {
        "join" => new() { ["out"] = [.. input.GetValueOrDefault("in1", []), .. input.GetValueOrDefault("in2", [])] },
        "split" => new() { ["true"] = [.. input["in"].Where(IsEven)], ["false"] = [.. input["in"].Where(item => !IsEven(item))] },
        "tag" => new() { ["out"] = [.. input["in"].Select(item => item + id)] },
        _ => new() { ["out"] = input["in"] },
    };

    private static bool IsEven(string item) => (item[0] - '0') % 2 == 0;

    private void Add(string from, string port, string to, string toPort)
    {
        if (!_edges.Contains((from, port, to, toPort)))
        {
            _edges.Add((from, port, to, toPort));
        }
    }
}
