using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

public class CaseFileTests
{
    private static readonly string[] Files = ["set", "set-paths", "if", "filter", "switch", "merge", "merge-key"];

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Files)
        {
            foreach (var name in KindCase.Of(file).Keys)
            {
                data.Add(file, name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task RunAsync_CaseOfFile_GivesWhatItSays(string file, string name) => await KindCase.Of(file)[name].CheckAsync();

    [Fact]
    public void Files_OnDisk_AreAllRun()
    {
        var onDisk = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), "*.json").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Files.Order(StringComparer.Ordinal), onDisk.Order(StringComparer.Ordinal));
    }
}
