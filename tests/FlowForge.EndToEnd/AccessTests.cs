using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd;

public sealed class AccessTests
{
    private static readonly Dictionary<string, string> Token = new() { ["FlowForge__Api__Token"] = "open-sesame" };

    [Fact]
    public async Task Serve_OtherAddressWithoutToken_IsRefused()
    {
        using var data = new DataDirectory();
        var ran = await FlowForgeProgram.RunAsync("serve", "--host", "0.0.0.0", "--port", "0", "--data", data.Path);
        Assert.Equal(1, ran.Exit);
        Assert.Contains("FlowForge__Api__Token", ran.Error);
        Assert.False(Directory.Exists(data.Path));
    }

    [Fact]
    public async Task Serve_OtherAddressWithToken_AsksForIt()
    {
        using var data = new DataDirectory();
        await using var host = await RunningHost.StartAsync(data.Path, Token, "--host", "0.0.0.0");
        var port = host.Http.BaseAddress!.Port;
        Assert.Equal(401, await Status(host, $"http://127.0.0.1:{port}/api/workflows"));
        Assert.Equal(200, await Status(host, $"http://127.0.0.1:{port}/api/health/ready"));
        host.Http.DefaultRequestHeaders.Authorization = new("Bearer", "open-sesame");
        Assert.Equal(200, await Status(host, $"http://127.0.0.1:{port}/api/workflows"));
        Assert.Equal(403, await Status(host, $"http://127.0.0.1:{port}/api/workflows", "evil.example"));
    }

    [Fact]
    public async Task HostFile_OfAnOwner_LetsCommandsIn()
    {
        using var data = new DataDirectory();
        await using var host = await RunningHost.StartAsync(data.Path, Token);
        await using (var file = File.OpenRead(Path.Combine(data.Path, "host.json")))
        {
            var owner = await JsonSerializer.DeserializeAsync<JsonElement>(file);
            Assert.DoesNotContain("open-sesame", owner.GetRawText());
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.SafeFileHandle));
            }
        }

        var ran = await FlowForgeProgram.RunAsync("runs", "--data", data.Path);
        Assert.Equal(0, ran.Exit);
        Assert.Empty(ran.Error);
    }

    [Fact]
    public async Task Serve_FolderInUse_IsRefusedNamingTheOwner()
    {
        using var data = new DataDirectory();
        await using var host = await RunningHost.StartAsync(data.Path);
        var ran = await FlowForgeProgram.RunAsync("serve", "--port", "0", "--data", data.Path);
        Assert.Equal(1, ran.Exit);
        Assert.Contains(host.Http.BaseAddress!.Authority, ran.Error);
        Assert.Equal(200, (await host.SendAsync("GET", "/api/health/ready")).Status);
    }

    [Fact]
    public async Task Doctor_Settings_ShowsSourcesAndNoSecret()
    {
        using var data = new DataDirectory();
        Directory.CreateDirectory(data.Path);
        File.WriteAllText(Path.Combine(data.Path, "appsettings.json"), """{ "FlowForge": { "Port": 7001, "Host": "localhost", "Colour": "red" } }""");
        var environment = new Dictionary<string, string>(Token) { ["FlowForge__Host"] = "127.0.0.1", ["FlowForge__Port"] = "7002" };
        var ran = await FlowForgeProgram.RunAsync(["doctor", "--data", data.Path, "--set", "Port=7003"], environment);
        Assert.Equal(0, ran.Exit);
        Assert.DoesNotContain("open-sesame", ran.Output);
        Assert.Contains("FlowForge__Port = 7003\n    from command line", ran.Output);
        Assert.Contains("FlowForge__Host = 127.0.0.1\n    from environment", ran.Output);
        Assert.Contains("Colour (from ", ran.Output);
        Assert.Contains("No host is using the data folder.", ran.Output);
    }

    private static async Task<int> Status(RunningHost host, string url, string? name = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Host = name;
        using var response = await host.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
