using FlowForge.Core.Frames;

namespace FlowForge.Simulation.Golden;

/// <summary>
/// Histories that versions of before have recorded, under the version that wrote them. They are added to (<c>dotnet run --project tests/FlowForge.Simulation golden FOLDER</c>) and never
/// made anew: where a change makes one of these tests fail, a run that is in flight would go on otherwise than it began.
/// </summary>
public sealed class KeptHistoryTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden", "histories");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Histories_Are_Kept() => Assert.InRange(Files.Count, 40, int.MaxValue);

    [Theory]
    [MemberData(nameof(Files))]
    public void Replay_OfAKeptHistory_CommandsWhatWasCommanded(string file)
    {
        var history = KeptHistory.Read(File.ReadAllText(Path.Combine(Folder, file)));

        Assert.Equal(history.Commands, history.Replay());
        Assert.NotEmpty(history.Entries().OfType<NodeRecord>());
    }
}
