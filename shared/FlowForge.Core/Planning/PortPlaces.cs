namespace FlowForge.Core.Planning;

/// <summary>Positions of ports by name: a scan for the few ports nodes have, a table for a node that names thousands.</summary>
internal sealed class PortPlaces(PlanNode[] nodes)
{
    private const int Few = 8;
    private readonly Dictionary<(int Node, bool IsInput), Dictionary<string, int>> _tables = [];

    public int Output(int node, string port) => Find((node, false), nodes[node].OutputPorts, port);

    public int Input(int node, string port) => Find((node, true), nodes[node].InputPorts, port);

    private int Find((int, bool) key, IReadOnlyList<string> ports, string port)
    {
        if (ports.Count > Few)
        {
            return Table(key, ports).GetValueOrDefault(port, -1);
        }

        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] == port)
            {
                return i;
            }
        }

        return -1;
    }

    private Dictionary<string, int> Table((int, bool) key, IReadOnlyList<string> ports)
    {
        if (!_tables.TryGetValue(key, out var table))
        {
            _tables[key] = table = new(ports.Count, StringComparer.Ordinal);
            for (var i = 0; i < ports.Count; i++)
            {
                table.TryAdd(ports[i], i);
            }
        }

        return table;
    }
}
