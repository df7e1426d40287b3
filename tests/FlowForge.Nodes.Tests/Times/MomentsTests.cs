using System.Text.Json;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Tests.Times;

public class MomentsTests
{
    [Theory]
    [InlineData("2026-03-01", "2026-02-28T23:00:00Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("2026-03-01T10:00", "2026-03-01T09:00:00Z")]
    [InlineData("2026-03-01T10:00:00", "2026-03-01T09:00:00Z")]
    [InlineData("2026-03-01T10:00:00.123", "2026-03-01T09:00:00.123Z")]
    [InlineData("2026-03-01 10:00:00", "2026-03-01T09:00:00Z")]
    [InlineData("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10:00:00-05:00", "2026-03-01T15:00:00Z")]
    [InlineData("2026-03-01T10:00:00.1234567+00:30", "2026-03-01T09:30:00.1234567Z")]
    public void Iso_Text_IsLocalToTheZoneUnlessItHasAnOffset(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), Moments.Iso(text, Moments.Zone("Europe/Berlin")));

    [Theory]
    [InlineData("")]
    [InlineData("today")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-29")]
    [InlineData("01/02/2026")]
    [InlineData("2026-03-01T25:00")]
    [InlineData("0001-01-01")]
    public void Iso_OtherText_IsNull(string text) => Assert.Null(Moments.Iso(text, Moments.Zone("Europe/Berlin")));

    [Theory]
    [InlineData("\"Sun, 01 Mar 2026 10:00:00 GMT\"", "2026-03-01T10:00:00Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("-1000", "1969-12-31T23:59:59Z")]
    [InlineData("\"2026-03-01\"", "2026-03-01T00:00:00Z")]
    public void Any_Value_IsReadInItsForm(string json, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), Moments.Any(JsonElement.Parse(json), TimeZoneInfo.Utc));

    [Fact]
    public void Zone_Unknown_IsUtc() => Assert.Equal(TimeZoneInfo.Utc, Moments.Zone("Mars/Olympus"));
}
