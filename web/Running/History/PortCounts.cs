namespace FlowForge.Web.Running.History;

/// <summary>Items of each port, added up. Shared between steps that add nothing.</summary>
internal sealed class PortCounts
{
    public static readonly PortCounts None = new([]);

    private readonly (string Port, long Count)[] ports;

    private PortCounts((string Port, long Count)[] ports) => this.ports = ports;

    /// <summary>Items of a port; 0 when nothing is known of it.</summary>
    public long Of(string port)
    {
        foreach (var (name, count) in ports)
        {
            if (name == port)
            {
                return count;
            }
        }

        return 0;
    }

    /// <summary>All items.</summary>
    public long Total => ports.Sum(port => port.Count);

    /// <summary>The sums with those of one more frame.</summary>
    public static PortCounts Plus(PortCounts? before, IReadOnlyList<FramePort> more)
    {
        if (more.All(port => port.Count == 0))
        {
            return before ?? None;
        }

        var sums = (before ?? None).ports.ToList();
        foreach (var port in more)
        {
            var at = sums.FindIndex(sum => sum.Port == port.Port);
            if (at < 0)
            {
                sums.Add((port.Port, port.Count));
            }
            else
            {
                sums[at] = (port.Port, sums[at].Count + port.Count);
            }
        }

        return new([.. sums]);
    }
}
