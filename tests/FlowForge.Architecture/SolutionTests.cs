using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowForge.Architecture;

/// <summary>The solution has every project, its filter all but the Azure Functions app.</summary>
public sealed partial class SolutionTests
{
    [Fact]
    public void Solution_Has_EveryProject() =>
        Assert.Equal(Repository.Projects.Select(static project => project.Path).Order(), InSolution().Order());

    [Fact]
    public void Filter_Has_AllButFunctions()
    {
        var filtered = InFilter().ToHashSet(StringComparer.Ordinal);

        // Benchmarks may be in both: they need no package that the rest does not.
        var wanted = InSolution().Where(static path => !path.StartsWith("functions/", StringComparison.Ordinal)
            && !path.StartsWith("bench/", StringComparison.Ordinal));
        Assert.Empty(wanted.Except(filtered));
        Assert.Empty(filtered.Except(InSolution()));
        Assert.DoesNotContain(filtered, static path => path.StartsWith("functions/", StringComparison.Ordinal));
    }

    // Why the Functions app has none stands in its project.
    [Fact]
    public void Projects_ButFunctions_HaveLockFiles() => Assert.All(Repository.Projects.Where(static project => project.Folder != "functions"), static project =>
        Assert.Contains($"{project.Folder}/packages.lock.json", Repository.Files));

    private static IEnumerable<string> InSolution() =>
        ProjectPath().Matches(Repository.Read("FlowForge.sln")).Select(static match => match.Groups[1].Value.Replace('\\', '/'));

    private static IEnumerable<string> InFilter() => JsonElement.Parse(Repository.Read("FlowForge.Local.slnf"))
        .GetProperty("solution").GetProperty("projects").EnumerateArray().Select(static path => path.GetString()!.Replace('\\', '/'));

    [GeneratedRegex("""
        "([^"]+\.csproj)"
        """)]
    private static partial Regex ProjectPath();
}
