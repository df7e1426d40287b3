using System.Diagnostics;

namespace FlowForge.EndToEnd.Support;

/// <summary>Starts <c>flowforge</c> as it was built.</summary>
internal static class FlowForgeProgram
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "flowforge.dll");

    public static Process Start(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment, Action<string> onLine)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Pass(line.Data, onLine);
        process.ErrorDataReceived += (_, line) => Pass(line.Data, onLine);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs it to its end and gives its exit code and all that it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var lines = new List<string>();
        using var process = Start(arguments, [], line =>
        {
            lock (lines)
            {
                lines.Add(line);
            }
        });
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, string.Join('\n', lines));
    }

    private static void Pass(string? line, Action<string> onLine)
    {
        if (line is not null)
        {
            onLine(line);
        }
    }
}
