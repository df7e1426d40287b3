using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd;

/// <summary><c>flowforge test</c> of what differs from run to run, and of kinds that people added.</summary>
public sealed class TestCommandTests
{
    private const string Dice = """
        { "kind": "custom.dice", "title": "Dice", "summary": "Doubles and throws.", "mode": "perItem", "source": "return { n: $json.n * 2, thrown: Math.random() };",
          "tests": [{ "name": "nothing", "items": [], "expect": {} }] }
        """;

    private const string Workflow = """
        flowforge: 1
        id: dice
        name: Dice
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: dice, kind: custom.dice }
            - { id: stamp, kind: set, parameters: { fields: { run: "={{ $execution.id }}", five: 5 }, keep: all } }
          edges: [{ from: start, to: dice }, { from: dice, to: stamp }]
        """;

    [Fact]
    public async Task Record_CustomKindAndValuesOfEachRun_AreKnownAndIgnored()
    {
        using var data = new DataDirectory();
        using var elsewhere = new DataDirectory();
        var (kind, file) = (elsewhere.Write("dice.json", Dice), elsewhere.Write("dice.yaml", Workflow));
        var test = Path.Combine(Path.GetDirectoryName(file)!, "dice.test.yaml");
        await using (var host = await RunningHost.StartAsync(data.Path))
        {
            Assert.Equal(201, (await host.SendAsync("POST", "/api/nodes", Dice)).Status);
            await host.SendAsync("POST", "/api/workflows", Workflow, "application/yaml");
            var run = (await host.SendAsync("POST", "/api/workflows/dice/runs?wait=60", """{ "n": 21 }""")).Json.GetProperty("id").GetString()!;
            var recorded = await FlowForgeProgram.RunAsync("test", "--record", run, "--workflow", file, "--out", test, "--data", data.Path);
            Assert.True(recorded.Exit == 0, recorded.Output + recorded.Error);
        }

        var text = await File.ReadAllTextAsync(test);
        Assert.Contains("ignore:", text, StringComparison.Ordinal);
        await PassesAsync("test", test, "--data", data.Path);
        await PassesAsync("test", test, "--kind", kind, "--data", Path.Combine(elsewhere.Path, "none"));

        var changed = elsewhere.Write("changed.yaml", Workflow.Replace("five: 5", "five: 6", StringComparison.Ordinal));
        var failed = await FlowForgeProgram.RunAsync("test", test, "--workflow", changed, "--data", data.Path);
        Assert.Equal(1, failed.Exit);
        Assert.Equal(["  stamp out[0].five: expected 5, got 6"], failed.Lines[1..^1]);
        var unknown = await FlowForgeProgram.RunAsync("test", test, "--data", Path.Combine(elsewhere.Path, "none"));
        Assert.Equal(1, unknown.Exit);
        Assert.Contains("custom.dice", unknown.Output, StringComparison.Ordinal);
    }

    private static async Task PassesAsync(params string[] arguments)
    {
        var ran = await FlowForgeProgram.RunAsync(arguments);
        Assert.True(ran.Exit == 0, ran.Output + ran.Error);
    }
}
