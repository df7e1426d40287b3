using System.Diagnostics;
using System.Net;
using System.Text;

namespace FlowForge.EndToEnd.Support;

/// <summary>The real program over a data folder of its own, in a process of its own, that can be killed and started again.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMayTake = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, string> _settings;
    private readonly StringBuilder _output = new();
    private Process _process = null!;
    private HostClient? _client;

    private HostProcess(string folder, Dictionary<string, string> settings) => (DataFolder, _settings) = (folder, settings);

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

    /// <summary>Starts one over a new folder, whose workflows may call this machine unless <paramref name="allow"/> says otherwise.</summary>
    /// <param name="allow">What workflows may call besides the public internet.</param>
    /// <param name="settings">Further environment variables.</param>
    /// <param name="prepare">Puts into the folder what is to be there before the host starts.</param>
    public static async Task<HostProcess> StartAsync(string allow = "127.0.0.0/8", IReadOnlyDictionary<string, string>? settings = null, Action<string>? prepare = null)
    {
        var host = new HostProcess(
            Directory.CreateTempSubdirectory("flowforge-e2e-").FullName, new(settings ?? new Dictionary<string, string>()) { ["FlowForge__Egress__Allow"] = allow });
        try
        {
            prepare?.Invoke(host.DataFolder);
            await host.StartAgainAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the program and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = FlowForgeProgram.Start(["serve", "--port", "0", "--data", DataFolder], _settings);
        _process.OutputDataReceived += (_, line) => Note(line.Data, address);
        _process.ErrorDataReceived += (_, line) => Note(line.Data, address);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
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

    private void Note(string? line, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            return;
        }

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
