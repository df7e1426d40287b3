using FlowForge.Scripting;

namespace FlowForge.Local.Display;

/// <summary>What the operating system of this machine holds script workers to, in sentences.</summary>
internal static class CageLines
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["memory"] = "a limit of memory", ["processor"] = "a limit of processor time", ["network"] = "no network", ["programs"] = "no other programs",
        ["writing"] = "no files to write", ["reading"] = "no files to read but the runtime's", ["orphan"] = "an end with the host",
        ["session"] = "a session of their own", ["environment"] = "an empty environment",
    };

    /// <summary>Asks a worker, and says what holds and what does not.</summary>
    public static async Task WriteAsync(TextWriter output, CancellationToken cancellation)
    {
        if (await WorkerCageReport.TryAsync(null, cancellation).ConfigureAwait(false) is not { } report)
        {
            output.WriteLine("Script workers: none could be started, so no script and few expressions will run.");
            return;
        }

        output.WriteLine($"Script workers: the operating system gives them {Join(report.Holding)}.");
        if (report.Missing.Count > 0)
        {
            output.WriteLine($"Script workers: this machine cannot give them {Join(report.Missing)}; the interpreter, its limits and the host's watch hold without it.");
        }
    }

    private static string Join(IReadOnlyList<string> parts) => parts.Count == 0 ? "nothing" : string.Join(", ", parts.Select(part => Meanings.GetValueOrDefault(part, part)));
}
