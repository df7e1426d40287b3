using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Corpus;

/// <summary><c>tests/corpus/requests</c> on bare sockets to the real host: the right answer, and a host that holds no more memory and handles afterwards.</summary>
public sealed class RequestCorpusTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private HostProcess _host = null!;

    public async Task InitializeAsync() => _host = await HostProcess.StartAsync(allow: "");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Send_HostileRequests_AreAnsweredAsTheyShouldAndLeaveNothing()
    {
        var requests = JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "corpus", "requests", "requests.json"))).EnumerateArray().ToList();
        Assert.True(requests.Count > 100);
        var wrong = new List<string>();

        // The first time compiles and opens what is opened once; what the others add is what a request leaves behind.
        await SendAllAsync(requests, wrong);
        var before = Held();
        for (var i = 0; i < 3; i++)
        {
            await SendAllAsync(requests, []);
        }

        var after = Held();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(after.Bytes - before.Bytes < 64L * 1024 * 1024, $"the host grew from {before.Bytes} to {after.Bytes} bytes");
        Assert.True(after.Handles - before.Handles < 20, $"the host had {before.Handles} handles, and has {after.Handles}");
        Assert.DoesNotContain("met a fault", _host.Output);
        Assert.Equal("live", (await _host.Client.GetAsync("health/live")).Json.GetProperty("status").GetString());
    }

    private async Task SendAllAsync(IReadOnlyList<JsonElement> requests, List<string> wrong)
    {
        foreach (var request in requests)
        {
            var (name, status) = (request.GetProperty("name").GetString(), request.GetProperty("status").GetInt32());
            var code = request.TryGetProperty("code", out var given) ? given.GetString() : null;
            var holds = code is not null ? $"\"code\":\"{code}\"" : request.TryGetProperty("holds", out given) ? given.GetString()! : "";
            var answer = await SendAsync(Text(request));
            if (Status(answer) != status || !answer.Contains(holds, StringComparison.Ordinal))
            {
                wrong.Add($"{name}: {answer[..Math.Min(answer.Length, 400)]} instead of {status} {holds}");
            }

            // No answer tells of the inside.
            if (answer.Contains("   at ", StringComparison.Ordinal) || answer.Contains(".cs:line", StringComparison.Ordinal) || answer.Contains(_host.DataFolder, StringComparison.Ordinal))
            {
                wrong.Add($"{name}: the answer tells of the inside: {answer}");
            }
        }
    }

    private string Text(JsonElement request)
    {
        var text = request.GetProperty("send").GetString()!.Replace("{host}", _host.Client.Address.Authority, StringComparison.Ordinal);
        return request.TryGetProperty("many", out var many)
            ? text.Replace("{many}", new StringBuilder().Insert(0, many.GetProperty("text").GetString()!, many.GetProperty("times").GetInt32()).ToString(), StringComparison.Ordinal)
            : text;
    }

    private async Task<string> SendAsync(string text)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_host.Client.Address.Host, _host.Client.Address.Port);
        using var patience = new CancellationTokenSource(Patience);
        var answer = new MemoryStream();
        try
        {
            // A character is a byte, so that a file of text can hold bytes that are none.
            await socket.GetStream().WriteAsync(text.SelectMany(unit => unit < 256 ? [(byte)unit] : Encoding.UTF8.GetBytes([unit])).ToArray(), patience.Token);
            await socket.GetStream().CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // Closed in the middle of a request that is too long; what was answered before counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    private static int Status(string answer) => answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3)) : 0;

    private (long Bytes, int Handles) Held() =>
        (_host.ResidentBytes(), OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries($"/proc/{_host.Pid}/fd").Length : 0);
}
