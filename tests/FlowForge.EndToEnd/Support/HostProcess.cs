using System.Diagnostics;
using System.Net;
using System.Text;

namespace FlowForge.EndToEnd.Support;

/// <summary>The real program over a data folder of its own, in a process of its own, that can be killed and started again.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMayTake = TimeSpan.FromSeconds(60);
    private readonly (string Name, string Value)[] _settings;
    private readonly StringBuilder _output = new();
    private Process _process = null!;
    private HostClient? _client;

    private HostProcess(string folder, (string, string)[] settings) => (DataFolder, _settings) = (folder, settings);

    public string DataFolder { get; }

    /// <summary>A client of the process as it runs now; a new one with each start.</summary>
    public HostClient Client => _client ?? throw new InvalidOperationException("The host does not run.");

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has printed since the first start.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static async Task<HostProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = new HostProcess(NewFolder(), settings);
        try
        {
            await host.StartAgainAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("flowforge-e2e-").FullName;

    /// <summary>Starts the program and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = FlowForgeProgram.Start(["serve", "--port", "0", "--data", DataFolder], [("FlowForge__Egress__Allow", "127.0.0.0/8"), .. _settings], line => Note(line, address));
        using var exited = new CancellationTokenSource();
        var ended = _process.WaitForExitAsync(exited.Token);
        if (await Task.WhenAny(address.Task, ended).WaitAsync(StartMayTake) == ended)
        {
            throw new InvalidOperationException($"The host ended with {_process.ExitCode} before it listened:\n{Output}");
        }

        await exited.CancelAsync();
        _client = new(await address.Task);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("health/ready")).Status);
    }

    /// <summary><c>kill -9</c>; the script workers are left to notice by themselves.</summary>
    public async Task KillAsync()
    {
        _client?.Dispose();
        _client = null;
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Memory of the host without its script workers, in bytes.</summary>
    public long ResidentBytes()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
        {
            try
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
                _process.Dispose();
            }
            catch (InvalidOperationException)
            {
                // Killed by the test.
            }
        }

        Directory.Delete(DataFolder, recursive: true);
    }

    private void Note(string line, TaskCompletionSource<Uri> address)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }

        const string listens = "FlowForge listens on ";
        if (line.StartsWith(listens, StringComparison.Ordinal))
        {
            address.TrySetResult(new(line[listens.Length..line.IndexOf(' ', listens.Length)]));
        }
    }
}
