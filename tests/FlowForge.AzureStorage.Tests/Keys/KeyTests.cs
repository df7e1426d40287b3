using FlowForge.AzureStorage.Keys;

namespace FlowForge.AzureStorage.Tests.Keys;

public sealed class KeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("order-intake_7.x")]
    [InlineData("../x")]
    [InlineData("a/b\\c#d?e%f~g!h")]
    [InlineData("a\0b\u007f\u0085")]
    [InlineData("größe-日本-🙂")]
    [InlineData("\ud800")]
    public void Escaped_AnyText_ComesBackAndIsFitForAKey(string text)
    {
        var part = Escaped.Of(text);

        Assert.Equal(text, Escaped.Back(part));
        Assert.All(part, static unit => Assert.True(char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_' or '.' or '~'));
    }

    [Fact]
    public void Escaped_LongTexts_StayApartAndFitIntoAKey()
    {
        var texts = Enumerable.Range(0, 20).Select(static n => new string('/', 1_024) + n).ToList();

        var parts = texts.ConvertAll(Escaped.Of);
        Assert.Equal(20, parts.Distinct().Count());
        Assert.All(parts, static part => Assert.InRange(part.Length, 1, Escaped.Longest));
        Assert.All(parts, static part => Assert.Null(Escaped.Back(part)));
    }

    [Fact]
    public void Descending_RandomIds_SortTheOtherWayRound()
    {
        var seed = Seeds.First();
        var random = new Random(seed);
        const string alphabet = "-_09AZaz~ä日\ud83d\ude42";
        var ids = Enumerable.Range(0, 500).Select(_ => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => alphabet[random.Next(alphabet.Length)]))).Distinct().ToList();

        var byKey = ids.OrderBy(Descending.Of, StringComparer.Ordinal).ToList();

        Assert.True(byKey.SequenceEqual(ids.OrderDescending(StringComparer.Ordinal)), $"Seed {seed}.");
    }

    [Fact]
    public void Descending_Numbers_SortTheOtherWayRound() =>
        Assert.Equal([long.MaxValue, 70, 9, 0], new[] { 9L, 0, long.MaxValue, 70 }.OrderBy(Descending.Of, StringComparer.Ordinal));
}
