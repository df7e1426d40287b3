using System.Diagnostics;
using System.Reflection;

namespace FlowForge.Browser.Support;

/// <summary>The real program over a data folder of its own, as a person starts it.</summary>
public sealed class EditorHost : IAsyncDisposable
{
    private static readonly TimeSpan StartMayTake = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string folder;

    private EditorHost(Process process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>A value that the build has put into this assembly.</summary>
    public static string Built(string key) => typeof(EditorHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;

    /// <summary>Starts it on a free port.</summary>
    /// <param name="settings">Settings by environment, or null.</param>
    public static async Task<EditorHost> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("flowforge-browser-").FullName;
        var start = new ProcessStartInfo("dotnet", [Built("HostProgram"), "serve", "--port", "0", "--data", folder]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException("The host ended before it listened."));
            }
            else if (line.Data.StartsWith("FlowForge listens on ", StringComparison.Ordinal))
            {
                address.TrySetResult(new(line.Data.Split(' ')[3]));
            }
        };
        process.BeginOutputReadLine();
        return new(process, folder, await address.Task.WaitAsync(StartMayTake));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
