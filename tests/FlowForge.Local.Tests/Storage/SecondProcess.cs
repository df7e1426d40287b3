using System.Diagnostics;

namespace FlowForge.Local.Tests.Storage;

/// <summary>This very assembly in a process of its own, see <see cref="Program"/>.</summary>
internal sealed class SecondProcess : IDisposable
{
    private readonly Process _process;

    private SecondProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static SecondProcess Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])["exec", typeof(SecondProcess).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return new(Process.Start(start)!);
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Lets it end by itself.</summary>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
