using System.Text.Json;
using FlowForge.AiBench;
using FlowForge.AiBench.Checks;
using FlowForge.AiBench.Reports;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Tests.Bench;

public sealed class FiguresTests
{
    [Fact]
    public void Figures_OfTries_AreMeansOverTheCases()
    {
        var figures = Figures.Of("all", [.. Tries("a", true, true, true), .. Tries("b", true, true, false, false), .. Tries("c", false, false, false)]);

        Assert.Equal((3, 10), (figures.Cases, figures.Attempts));
        Assert.Equal((1 + 0.5 + 0) / 3, figures.PassOne, 9);
        Assert.Equal(1.0 / 3, figures.PassThree!.Value, 9);
        Assert.Equal((1000L, 100L, 0.01m), (figures.PromptTokens, figures.ReplyTokens, figures.Cost!.Value));
        Assert.Equal(0.5, figures.Score);
    }

    [Fact]
    public void PassThree_OfFour_IsTheShareOfThreesThatAllPass() =>
        Assert.Equal(0.25, Figures.Of("all", Tries("a", true, true, true, false)).PassThree);

    [Fact]
    public void PassThree_WithFewerThanThreeTries_IsNotTold() => Assert.Null(Figures.Of("all", Tries("a", true, true)).PassThree);

    [Fact]
    public void Report_SaysEachFailedCheck_AndIsJsonToo()
    {
        var report = new Report("m at s", Tries("a", false), []);

        Assert.Contains("| area | 1 | 1 | 0.50 | 0.00 | – | 1 | 100 | 10 | 0.0010 | 2.0 | 2.0 |", report.Markdown(), StringComparison.Ordinal);
        Assert.Contains("FAILED a (try 1)\n  run: calls: no", report.Markdown(), StringComparison.Ordinal);
        Assert.Equal("run: calls: no", JsonElement.Parse(report.Json()).GetProperty("prompts").GetProperty("attempts")[0].GetProperty("failed")[0].GetString());
    }

    [Theory]
    [InlineData("--tries", "0")]
    [InlineData("--nonsense", "1")]
    [InlineData("--json", null)]
    public void Settings_ThatCannotBeRead_AreRefused(string word, string? value) => Assert.NotNull(BenchSettings.Read(value is null ? [word] : [word, value]).Wrong);

    private static Attempt[] Tries(string id, params bool[] passed) => [.. passed.Select((one, at) =>
        new Attempt(id, "area", at + 1, one ? [] : [new FailedCheck("run: calls", "no")], 0.5, new(100, 10, 0.001m), TimeSpan.FromSeconds(2)))];
}
