namespace FlowForge.Architecture;

/// <summary>House style 2 and 11: small files, few suppressions.</summary>
public sealed class SourceTests
{
    private const int LinesMost = 400;
    private const int LinesOfMost = 250;
    private const int LinesMedian = 70;
    private const int Suppressions = 10;

    // In two parts, so that this file does not count itself.
    private static readonly string[] SuppressionMarks = ["#pragma warning " + "disable", "Suppress" + "Message"];

    [Fact]
    public void Files_AreFound() => Assert.True(Repository.Sources.Count > 100);

    [Fact]
    public void Files_None_IsOverFourHundredLines() =>
        Assert.Empty(Repository.Sources.Where(static file => file.Lines.Count > LinesMost).Select(static file => file.Path));

    [Fact]
    public void Files_Median_IsUnderSeventyLines() => Assert.InRange(Sizes()[Sizes().Count / 2], 1, LinesMedian - 1);

    [Fact]
    public void Files_MoreThanNineteenOfTwenty_AreUnderTwoHundredFiftyLines()
    {
        var large = Repository.Sources.Where(static file => file.Lines.Count >= LinesOfMost).Select(static file => file.Path).ToList();

        Assert.True(large.Count * 20 <= Repository.Sources.Count, $"{large.Count} of {Repository.Sources.Count}: {string.Join(", ", large)}");
    }

    [Fact]
    public void Suppressions_AreFewerThanTen()
    {
        var found = Repository.Sources.SelectMany(static file => file.Lines
            .Where(static line => Array.Exists(SuppressionMarks, mark => line.Contains(mark, StringComparison.Ordinal)))
            .Select(line => $"{file.Path}: {line.Trim()}")).ToList();

        Assert.True(found.Count < Suppressions, string.Join(Environment.NewLine, found));
    }

    private static List<int> Sizes() => [.. Repository.Sources.Select(static file => file.Lines.Count).Order()];
}
