using System.Globalization;

namespace FlowForge.Simulation.Scheduling;

/// <summary>A running hash of a world (FNV-1a, 64 bits); with a log when somebody wants to read it.</summary>
internal sealed class History
{
    private ulong _hash = 14695981039346656037;

    /// <summary>Where it is written down, line by line, or null.</summary>
    public TextWriter? Log { get; set; }

    public string Hash => _hash.ToString("x16", CultureInfo.InvariantCulture);

    public void Add(string what, long number)
    {
        foreach (var letter in what)
        {
            _hash = (_hash ^ letter) * 1099511628211;
        }

        _hash = (_hash ^ (ulong)number) * 1099511628211;
        Log?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number / 10_000.0:0.0} {what}"));
    }
}
