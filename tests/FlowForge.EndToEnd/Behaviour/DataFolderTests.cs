using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Behaviour;

/// <summary>A data folder has one owner, and one that cannot be used says so in a sentence.</summary>
public sealed class DataFolderTests
{
    [Fact]
    public async Task Serve_FolderOfAnotherHost_RefusesWithOneSentence()
    {
        await using var owner = await HostProcess.StartAsync();

        var (exit, output) = await FlowForgeProgram.RunAsync("serve", "--port", "0", "--data", owner.DataFolder);

        Assert.NotEqual(0, exit);
        Assert.Equal($"flowforge: The data folder {owner.DataFolder} is in use by the FlowForge process {owner.Pid} at {owner.Client.Address.GetLeftPart(UriPartial.Authority)}.", output.Trim());
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

        var (exit, output) = await FlowForgeProgram.RunAsync("serve", "--port", "0", "--data", host.DataFolder);

        Assert.NotEqual(0, exit);
        Assert.StartsWith("flowforge: ", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
        Assert.Contains(file, output, StringComparison.Ordinal);
        await host.DisposeAsync();
    }
}
