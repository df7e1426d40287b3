using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd;

public sealed class CommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_File_ShowsLinesAndExitsByItsEnd(bool hasOwner)
    {
        using var data = new DataDirectory();
        await using var host = hasOwner ? await RunningHost.StartAsync(data.Path) : null;
        var good = await FlowForgeProgram.RunAsync("run", data.Write("slow.yaml", Workflows.Slow(1)), "--input", """{ "n": 21 }""", "--data", data.Path);
        Assert.True(good.Exit == 0, good.Output + good.Error);
        Assert.Equal(["COMPLETED start", "COMPLETED rest", "COMPLETED twice"], good.Lines[..3].Select(line => string.Join(' ', line.Split(' ')[..2])));
        Assert.Equal("""{"n":42}""", good.Lines[^1]);

        var bad = await FlowForgeProgram.RunAsync("run", data.Write("failing.yaml", Workflows.Failing), "--data", data.Path);
        Assert.Equal(1, bad.Exit);
        Assert.Contains("no more of this", bad.Output);

        var list = await FlowForgeProgram.RunAsync("runs", "--data", data.Path);
        Assert.Equal(["FAILED", "COMPLETED"], list.Lines.Select(line => line.Split('\t')[3]));
        var frames = await FlowForgeProgram.RunAsync("frames", list.Lines[1].Split('\t')[0], "--data", data.Path, "--json");
        Assert.Equal(6, frames.Lines.Length);
        Assert.All(frames.Lines, line => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(line).ValueKind));
    }

    [Theory]
    [InlineData(false, "\nretry\nskip\n", 0, "COMPLETED")]
    [InlineData(true, "\nskip\n", 0, "COMPLETED")]
    [InlineData(false, "skip\n", 0, "COMPLETED")]
    [InlineData(true, "continue\nfail\n", 1, "FAILED")]
    [InlineData(false, "cancel\n", 1, "CANCELLED")]
    [InlineData(false, "continue\n", 1, "PAUSED")]
    public async Task Run_ThatPauses_AsksForALineEach(bool hasOwner, string answers, int exit, string status)
    {
        using var data = new DataDirectory();
        await using var host = hasOwner ? await RunningHost.StartAsync(data.Path) : null;
        var ran = await FlowForgeProgram.TellAsync(answers, "run", data.Write("broken.yaml", Workflows.Broken), "--breakpoint", "halt", "--heal", "--data", data.Path);
        Assert.True(ran.Exit == exit, ran.Output + ran.Error);
        Assert.Contains("paused before halt: continue, skip, cancel?", ran.Lines);
        Assert.Contains(ran.Lines, line => line.StartsWith("run ", StringComparison.Ordinal) && line.EndsWith(status, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("fail")]
    public async Task Run_ThatPausesTwice_AsksAgainForAWordThatIsNoneAndNothingOfARunThatIsToEnd(string last)
    {
        using var data = new DataDirectory();
        var ran = await FlowForgeProgram.TellAsync($"what\n\n{last}\n", "run", data.Write("twice.yaml", Workflows.BrokenTwice), "--heal", "--data", data.Path);
        Assert.True(ran.Exit == 1, ran.Output + ran.Error);
        Assert.Contains("'what' is no answer here: retry, skip, fail, cancel?", ran.Lines);
        Assert.Contains("An empty line is no answer here: retry, skip, fail, cancel?", ran.Lines);
        Assert.Single(ran.Lines, line => line.StartsWith("paused at ", StringComparison.Ordinal));
        Assert.EndsWith(last == "cancel" ? "CANCELLED" : "FAILED", ran.Lines.Single(line => line.StartsWith("run ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_Apply_GoesOnWithTheChange()
    {
        using var data = new DataDirectory();
        await using var host = await RunningHost.StartAsync(data.Path);
        var left = await FlowForgeProgram.RunAsync("run", data.Write("broken.yaml", Workflows.Broken), "--heal", "--data", data.Path);
        var run = left.Lines.Single(line => line.StartsWith("run ", StringComparison.Ordinal)).Split(' ')[1];
        Assert.EndsWith("PAUSED", left.Lines.Single(line => line.StartsWith("run ", StringComparison.Ordinal)), StringComparison.Ordinal);
        var change = data.Write("change.json", """[{ "type": "setParameters", "nodeId": "halt", "parameters": { "fields": { "n": 7 } } }]""");

        var resumed = await FlowForgeProgram.RunAsync("resume", run, "--apply", change, "--data", data.Path);

        Assert.True(resumed.Exit == 0, resumed.Output + resumed.Error);
        await Until.HoldsAsync(async () =>
            (await FlowForgeProgram.RunAsync("runs", "--data", data.Path)).Lines.Any(line => line.StartsWith(run, StringComparison.Ordinal) && line.Split('\t')[3] == "COMPLETED"));
    }

    [Fact]
    public async Task Run_Json_IsMachineReadableToTheEnd()
    {
        using var data = new DataDirectory();
        var ran = await FlowForgeProgram.RunAsync(
            "run", data.Write("slow.yaml", Workflows.Slow(1)), "--input", "@" + data.Write("in.json", """{ "n": 1 }"""), "--json", "--data", data.Path);
        Assert.Equal(0, ran.Exit);
        var lines = ran.Lines.Select(line => JsonElement.Parse(line)).ToList();
        Assert.All(lines[..^1], line => Assert.True(line.TryGetProperty("frame", out _)));
        Assert.Equal("COMPLETED", lines[^1].GetProperty("run").GetProperty("status").GetString());
    }

    [Fact]
    public async Task RunAndValidate_BadFile_Exit2WithThePlace()
    {
        using var data = new DataDirectory();
        var cut = data.Write("cut.yaml", "flowforge: 1\nid: [");
        var lost = data.Write("lost.yaml", Workflows.Failing.Replace("to: halt", "to: nobody"));
        var ran = await FlowForgeProgram.RunAsync("run", lost, "--data", data.Path);
        Assert.Equal(2, ran.Exit);
        Assert.Contains("edge.missingNode graph.edges[0]", ran.Error);
        var validated = await FlowForgeProgram.RunAsync("validate", cut, lost, data.Write("good.yaml", Workflows.Orders));
        Assert.Equal(2, validated.Exit);
        Assert.Contains(validated.Lines, line => line.StartsWith($"{cut}:", StringComparison.Ordinal) && line.Contains("error yaml", StringComparison.Ordinal));
        Assert.Contains(validated.Lines, line => line.EndsWith("good.yaml: valid", StringComparison.Ordinal));
        Assert.Equal(2, (await FlowForgeProgram.RunAsync("run", lost, "--input", "{", "--data", data.Path)).Exit);
    }

    [Fact]
    public async Task JoinAll_File_ListsWhatChangesAndWritesItWhenAsked()
    {
        using var data = new DataDirectory();
        var file = data.Write("twice.yaml", Workflows.JoinedTwice);
        var told = await FlowForgeProgram.RunAsync("join", "all", file);
        Assert.Equal(0, told.Exit);
        Assert.Equal([$"{file}", "  x", "  y"], told.Lines.Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));
        Assert.Contains("join: each", await File.ReadAllTextAsync(file));

        var written = await FlowForgeProgram.RunAsync("join", "all", file, "--write", "--json");
        Assert.True(JsonElement.Parse(written.Lines[0]).GetProperty("written").GetBoolean());
        Assert.DoesNotContain("join: each", await File.ReadAllTextAsync(file));
        Assert.EndsWith("has join: all already", (await FlowForgeProgram.RunAsync("join", "all", file)).Lines[0]);
        Assert.Equal(2, (await FlowForgeProgram.RunAsync("join", "all", data.Write("cut.yaml", "flowforge: 1\nid: ["))).Exit);
    }

    [Fact]
    public async Task Test_RecordedRun_PassesAndTellsAChange()
    {
        using var data = new DataDirectory();
        var file = data.Write("slow.yaml", Workflows.Slow(1));
        Assert.Equal(0, (await FlowForgeProgram.RunAsync("run", file, "--input", "{ \"n\": 21 }", "--data", data.Path)).Exit);
        var run = (await FlowForgeProgram.RunAsync("runs", "--data", data.Path)).Lines[0].Split('\t')[0];
        var test = Path.Combine(data.Path, "slow.test.yaml");
        var recorded = await FlowForgeProgram.RunAsync("test", "--record", run, "--workflow", file, "--out", test, "--data", data.Path);
        Assert.True(recorded.Exit == 0, recorded.Output + recorded.Error);

        var passed = await FlowForgeProgram.RunAsync("test", test);
        Assert.True(passed.Exit == 0, passed.Output + passed.Error);
        Assert.Equal("1 passed, 0 failed", passed.Lines[^1]);

        var changed = data.Write("changed.yaml", Workflows.Slow(1).Replace("$json.n + $json.n", "$json.n * 3", StringComparison.Ordinal));
        var failed = await FlowForgeProgram.RunAsync("test", test, "--workflow", changed);
        Assert.Equal(1, failed.Exit);
        Assert.Contains("  twice out[0].n: expected 42, got 63", failed.Lines);
        var json = await FlowForgeProgram.RunAsync("test", test, "--workflow", changed, "--json");
        Assert.Equal("twice out[0].n", JsonElement.Parse(json.Lines[0]).GetProperty("differences")[0].GetProperty("place").GetString());

        Assert.Equal(2, (await FlowForgeProgram.RunAsync("test", data.Write("bad.yaml", "flowforgeTest: 1\nworkflow: slow.yaml\nexpected: {}\n"))).Exit);
        Assert.NotEqual(0, (await FlowForgeProgram.RunAsync("test")).Exit);
    }

    [Fact]
    public async Task Test_Samples_Pass()
    {
        var tests = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples", "tests"), "*.yaml").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.yaml").Select(Path.GetFileName).Order(), tests.Select(Path.GetFileName).Order());

        var ran = await FlowForgeProgram.RunAsync(["test", .. tests]);
        Assert.True(ran.Exit == 0, ran.Output + ran.Error);
        Assert.Equal($"{tests.Length} passed, 0 failed", ran.Lines[^1]);
    }

    [Fact]
    public async Task Graph_File_IsMermaidOrText()
    {
        using var data = new DataDirectory();
        var file = data.Write("orders.yaml", Workflows.Orders);
        Assert.StartsWith("flowchart LR", (await FlowForgeProgram.RunAsync("graph", file)).Output);
        var text = await FlowForgeProgram.RunAsync("graph", file, "--format", "text");
        Assert.Contains("large (if)  [true] → ask  [false] → ship", text.Output);
    }

    [Fact]
    public async Task Doctor_WithAStore_SaysWhatTakesTheRoomAndHowLongRunsAreKept()
    {
        using var data = new DataDirectory();
        var before = await FlowForgeProgram.RunAsync("doctor", "--data", data.Path);
        Assert.Contains("There is no store in it yet.", before.Output);
        Assert.Equal(0, (await FlowForgeProgram.RunAsync("run", data.Write("slow.yaml", Workflows.Slow(1)), "--data", data.Path)).Exit);
        var doctor = await FlowForgeProgram.RunAsync("doctor", "--data", data.Path, "--set", "Retention:Days=7");
        Assert.Equal(0, doctor.Exit);
        Assert.Contains("deleted after 7 days", doctor.Output);
        Assert.Contains("workflow slow: 1 runs", doctor.Output);
        var lines = (await FlowForgeProgram.RunAsync("doctor", "--json", "--data", data.Path)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Contains(lines, line => line.TryGetProperty("setting", out var setting) && setting.GetProperty("name").GetString() == "FlowForge__Port");
        Assert.Contains(lines, line => line.TryGetProperty("note", out var note) && note.GetString() == "No host is using the data folder.");
        await using var host = await RunningHost.StartAsync(data.Path);
        Assert.Contains("workflow slow: 1 runs", (await FlowForgeProgram.RunAsync("doctor", "--data", data.Path)).Output);
        Assert.Equal(1, (await FlowForgeProgram.RunAsync("doctor", "--data", data.Path, "--set", "Retention:Days=0")).Exit);
    }

    [Theory]
    [InlineData("serve", "--port", "abc", "--port takes a whole number from 0 to 65535, not 'abc'.")]
    [InlineData("runs", "--limit", "0", "--limit takes a whole number from 1 to 2147483647, not '0'.")]
    public async Task Option_NumberOutOfRange_IsRefusedInWords(string command, string option, string value, string said)
    {
        var ran = await FlowForgeProgram.RunAsync(command, option, value);
        Assert.Equal(1, ran.Exit);
        Assert.Contains(said, ran.Error);
    }

    [Fact]
    public async Task Export_SavedWorkflow_IsTheFileThatWasPosted()
    {
        using var data = new DataDirectory();
        await using (var host = await RunningHost.StartAsync(data.Path))
        {
            await host.PublishAsync(Workflows.Orders);
            Assert.Equal(0, await host.StopAsync());
        }

        var ran = await FlowForgeProgram.RunAsync("export", "orders", "--data", data.Path);
        Assert.Equal(0, ran.Exit);
        Assert.Equal(0, (await FlowForgeProgram.RunAsync("validate", data.Write("exported.yaml", ran.Output))).Exit);
        var unknown = await FlowForgeProgram.RunAsync("export", "nobody", "--data", data.Path);
        Assert.Equal(1, unknown.Exit);
        Assert.Contains("workflow.unknown", unknown.Error);
    }
}
