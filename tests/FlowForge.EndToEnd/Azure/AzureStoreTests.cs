using FlowForge.AzureStorage.Tests.Support;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Azure;

/// <summary><c>serve --store azure</c> against a real storage emulator.</summary>
public sealed class AzureStoreTests
{
    private const string Slow =
        """
        flowforge: 1
        id: slow
        name: Slow
        graph:
          nodes:
            - { id: hook, kind: trigger.webhook, parameters: { path: slow, method: POST, respond: immediately, auth: { type: none } } }
            - { id: first, kind: set, parameters: { fields: { first: true } } }
            - { id: long, kind: code, parameters: { mode: allItems, source: "const t = Date.now(); while (Date.now() - t < 3000) {} return $input.all()" } }
          edges:
            - { from: hook, to: first }
            - { from: first, to: long }
        """;

    [Fact]
    public async Task Serve_KilledInMidRun_GoesOnWithItWhenItStartsAgain()
    {
        using var data = new DataDirectory();
        var settings = new Dictionary<string, string> { ["FlowForge__Storage__ConnectionString"] = Azurite.ConnectionString };
        string run;
        await using (var host = await RunningHost.StartAsync(data.Path, settings, "--store", "azure"))
        {
            await host.PublishAsync(Slow);
            var (status, answer) = await host.SendAsync("POST", "/api/hooks/slow", """{"order":7}""");
            Assert.Equal(202, status);
            run = answer.GetProperty("id").GetString()!;
            await host.KillAsync();
        }

        await using var again = await RunningHost.StartAsync(data.Path, settings, "--store", "azure");
        Assert.Equal("COMPLETED", (await again.RunAsync(run, "COMPLETED", "FAILED")).GetProperty("status").GetString());
        var (_, frames) = await again.SendAsync("GET", $"/api/runs/{run}/frames");
        Assert.Equal(["hook", "first", "long"], frames.GetProperty("items").EnumerateArray().Select(frame => frame.GetProperty("nodeId").GetString()).Distinct());
        Assert.Equal(0, await again.StopAsync());
    }

    [Theory]
    [InlineData("", "", "FlowForge__Storage__ConnectionString is not set")]
    [InlineData("FlowForge__Storage__ConnectionString", "nonsense", "set FlowForge__Storage__ConnectionString")]
    [InlineData("FlowForge__Storage__AccountUrl", "https://storage.example", "set FlowForge__Storage__AccountUrl")]
    [InlineData("FlowForge__Storage__AccountUrl", "storage", "FlowForge__Storage__AccountUrl must be an address")]
    public async Task Serve_WrongSettings_EndsWithOneSentence(string name, string value, string says)
    {
        using var data = new DataDirectory();
        var settings = name.Length == 0 ? null : new Dictionary<string, string> { [name] = value };

        var ran = await FlowForgeProgram.RunAsync(["serve", "--store", "azure", "--port", "0", "--data", data.Path], settings);

        Assert.Equal(1, ran.Exit);
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
