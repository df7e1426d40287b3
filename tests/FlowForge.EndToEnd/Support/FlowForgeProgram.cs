using System.Diagnostics;
using System.Reflection;

namespace FlowForge.EndToEnd.Support;

/// <summary>The built <c>flowforge</c>, as a person starts it.</summary>
internal static class FlowForgeProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Its file.</summary>
    public static string File { get; } = Find();

    /// <summary>Starts it with its input and outputs redirected.</summary>
    public static Process Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(File) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ran> RunAsync(params string[] arguments) => await RunAsync(arguments, null);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ran> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        using var process = Start(arguments, environment);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Runs a command to its end and types lines into it.</summary>
    public static async Task<Ran> TellAsync(string lines, params string[] arguments)
    {
        using var process = Start(arguments);
        await process.StandardInput.WriteAsync(lines);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    private static async Task<Ran> EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await error);
    }

    private static string Find()
    {
        // tests/FlowForge.EndToEnd/bin/{configuration}/{framework}
        var here = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        var root = here.Parent!.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(root.FullName, "local", "bin", here.Parent.Name, here.Name, OperatingSystem.IsWindows() ? "flowforge.exe" : "flowforge");
    }
}

/// <summary>How a command ended.</summary>
internal sealed record Ran(int Exit, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
