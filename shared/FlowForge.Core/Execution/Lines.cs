using FlowForge.Core.Frames;

namespace FlowForge.Core.Execution;

/// <summary>What following an item back needs of a record, none of its items.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Inputs">Where its inputs came from.</param>
/// <param name="Outputs">How the items of its output ports came from them.</param>
internal sealed record Line(string NodeId, IReadOnlyList<PortInput> Inputs, IReadOnlyList<LinePort> Outputs)
{
    public static Line Of(NodeRecord record) =>
        new(record.NodeId, record.Inputs, [.. record.Outputs.Select(output => new LinePort(output.Port, output.Lineage))]);

    /// <summary>Items that were given in place of an input, as a line that no expression can name, so that others lead through it.</summary>
    public static Line Of(InputEntry input) => new("", input.Instead, [.. input.Ports.Select(port => new LinePort(port.Port, port.Lineage))]);

    /// <summary>Sequences of the records that it leads to.</summary>
    public IEnumerable<long> Before => Inputs.SelectMany(input => input.Refs)
        .Concat(Outputs.SelectMany(output => (output.Lineage as Lineage.Via)?.Refs ?? []))
        .Select(range => range.Sequence);
}

/// <summary>An output port of a line.</summary>
/// <param name="Port">Its name.</param>
/// <param name="Lineage">Where its items came from.</param>
internal readonly record struct LinePort(string Port, Lineage Lineage);

/// <summary>
/// The lines of a run, by sequence: of nodes on the way from one that is asked for to one that asks, as far as something that may still be read leads to them.
/// </summary>
/// <param name="asked">What is asked for.</param>
/// <param name="roots">Sequences that may still be read.</param>
internal sealed class Lines(AskedNodes asked, Func<IEnumerable<long>> roots)
{
    private const int Few = 1_000;
    private readonly Dictionary<long, Line> _lines = [];
    private int _most = Few;

    /// <summary>The lines that something may still lead to.</summary>
    public IReadOnlyCollection<KeyValuePair<long, Line>> Live
    {
        get
        {
            Sweep();
            return _lines;
        }
    }

    public Line? Find(long sequence) => _lines.GetValueOrDefault(sequence);

    public void Add(int node, NodeRecord record)
    {
        if (asked.IsOnLine(node))
        {
            _lines[record.Sequence] = Line.Of(record);
        }

        if (_lines.Count > _most)
        {
            // When half of them may be gone, so that a line costs the same however many there are.
            Sweep();
            _most = Math.Max(Few, 2 * _lines.Count);
        }
    }

    /// <summary>Puts a line of a snapshot, or of a given input, where it belongs; what leads to it may come behind it.</summary>
    public void Restore(long sequence, Line line) => _lines[sequence] = line;

    private void Sweep()
    {
        var live = new Dictionary<long, Line>();
        var open = new Stack<long>(roots());
        while (open.TryPop(out var at))
        {
            if (_lines.TryGetValue(at, out var line) && live.TryAdd(at, line))
            {
                foreach (var before in line.Before)
                {
                    open.Push(before);
                }
            }
        }

        foreach (var sequence in _lines.Keys.Where(sequence => !live.ContainsKey(sequence)))
        {
            _lines.Remove(sequence);
        }
    }
}
