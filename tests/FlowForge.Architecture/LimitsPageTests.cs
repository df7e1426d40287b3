namespace FlowForge.Architecture;

public sealed class LimitsPageTests
{
    private const string Switch = "FLOWFORGE_WRITE_DOCS";

    [Fact]
    public void LimitsPage_ConstantsAsTheyAre_StandsInDocs()
    {
        var file = Path.Combine(Repository.Root, "docs", "limits.md");
        var page = LimitsPage.Write();
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            File.WriteAllText(file, page);
        }

        var stored = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(
            stored == page,
            $"docs/limits.md is not what Limits.cs says. Refresh it: {Switch}=1 dotnet test tests/FlowForge.Architecture, and commit the file.");
    }

    [Fact]
    public void LimitsPage_EveryConstant_HasARow()
    {
        var names = typeof(Core.Limits).GetFields().Select(field => field.Name).ToList();
        var page = LimitsPage.Write();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));
    }
}
