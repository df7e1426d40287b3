using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Behaviour;

/// <summary>A data folder has one owner, and one that cannot be used says so in a sentence.</summary>
public sealed class DataFolderTests
{
    [Fact]
    public async Task Serve_FolderOfAnotherHost_RefusesWithOneSentence()
    {
        await using var owner = await HostProcess.StartAsync();

        var ran = await FlowForgeProgram.RunAsync("serve", "--port", "0", "--data", owner.DataFolder);

        Assert.Equal((1, ""), (ran.Exit, ran.Output));
        Assert.Equal($"flowforge: The data folder {owner.DataFolder} is in use by the FlowForge host at {owner.Client.Address.GetLeftPart(UriPartial.Authority)} (process {owner.Pid}); stop it, or choose another folder with --data.", ran.Error.Trim());
        await owner.Client.GetAsync("health/ready");
    }

    [Theory]
    [InlineData("not a database, and longer than the hundred bytes that a database's own header takes: its first page says nothing that anyone could read", 0)]
    [InlineData("garbage", 100)]
    public async Task Serve_BrokenDatabase_SaysSoInOneSentence(string garbage, int at)
    {
        var host = await HostProcess.StartAsync();
        await host.Client.SaveAsync("flowforge: 1\nid: kept\ngraph: { nodes: [{ id: start, kind: trigger.manual }] }\n");
        await host.KillAsync();
        var file = Path.Combine(host.DataFolder, "flowforge.db");
        foreach (var log in Directory.GetFiles(host.DataFolder, "flowforge.db-*"))
        {
            File.Delete(log);
        }

        await using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(Math.Max(at, 0));
            stream.Position = at;
            stream.Write(System.Text.Encoding.ASCII.GetBytes(garbage));
        }

        var ran = await FlowForgeProgram.RunAsync("serve", "--port", "0", "--data", host.DataFolder);

        Assert.Equal((1, ""), (ran.Exit, ran.Output));
        Assert.StartsWith("flowforge: ", ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.Trim().Split('\n'));
        Assert.Contains(file, ran.Error, StringComparison.Ordinal);
        await host.DisposeAsync();
    }
}
