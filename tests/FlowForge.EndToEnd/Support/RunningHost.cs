using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowForge.EndToEnd.Support;

/// <summary><c>flowforge serve</c> on a free port.</summary>
internal sealed partial class RunningHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private RunningHost(Process process, Uri address)
    {
        this.process = process;
        Http = new() { BaseAddress = address, Timeout = Patience };
    }

    public HttpClient Http { get; }

    /// <summary>Starts it and waits for the line with its address.</summary>
    public static async Task<RunningHost> StartAsync(string data, params string[] more) => await StartAsync(data, null, more);

    /// <summary>Starts it and waits for the line with its address.</summary>
    public static async Task<RunningHost> StartAsync(string data, IReadOnlyDictionary<string, string>? environment, params string[] more)
    {
        var process = FlowForgeProgram.Start(["serve", "--port", "0", "--data", data, .. more], environment);
        using var patience = new CancellationTokenSource(Patience);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        if (line is null || AddressInLine().Match(line) is not { Success: true } found)
        {
            var error = await process.StandardError.ReadToEndAsync(patience.Token);
            throw new InvalidOperationException($"flowforge did not start: {line} {error}");
        }

        // What it says later is not read by anyone, and a full pipe would stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        return new(process, new(found.Value));
    }

    public async Task<(int Status, JsonElement Json)> SendAsync(string method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonElement.Parse(text) : default);
    }

    /// <summary>Saves and activates a workflow, written as YAML.</summary>
    public async Task PublishAsync(string yaml)
    {
        var saved = await SendAsync("POST", "/api/workflows", yaml, "application/yaml");
        Assert.True(saved.Status == 201, saved.Json.ToString());
        var active = await SendAsync("POST", $"/api/workflows/{saved.Json.GetProperty("id").GetString()}/activate");
        Assert.True(active.Status == 200, active.Json.ToString());
    }

    /// <summary>The run once its status is one of these.</summary>
    public async Task<JsonElement> RunAsync(string id, params string[] statuses)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var (_, run) = await SendAsync("GET", $"/api/runs/{id}");
            if (statuses.Contains(run.GetProperty("status").GetString()))
            {
                return run;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    [GeneratedRegex("http://[^ ]+")]
    private static partial Regex AddressInLine();
}
