using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

/// <summary>Runs the cases of all kinds that are written as data; <see cref="KindCase"/> describes the format.</summary>
public class CaseFileTests
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in KindCase.Files)
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
    public void Files_OnDisk_AreAllOfAKindButTheConditions()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Cases");
        var others = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(folder, file), null).Replace('\\', '/')).Except(KindCase.Files);

        Assert.Equal(["Conditions/loose", "Conditions/strict"], others.Order(StringComparer.Ordinal));
    }
}
