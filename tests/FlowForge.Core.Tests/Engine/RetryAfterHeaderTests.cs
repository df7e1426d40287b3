using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Reads what an answer asks to wait, and the failure that keeps it.</summary>
public sealed class RetryAfterHeaderTests
{
    [Theory]
    [InlineData("120", null, 120)]
    [InlineData("1.2", null, 2)]
    [InlineData("0", null, null)]
    [InlineData("86400", null, Limits.RetryAfterSeconds)]
    [InlineData("99999999999999999999", null, Limits.RetryAfterSeconds)]
    [InlineData("Sun, 01 Mar 2026 12:01:30 GMT", "Sun, 01 Mar 2026 12:00:00 GMT", 90)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", "Sun, 01 Mar 2026 12:00:00 GMT", 0)]
    [InlineData("Sun, 01 Mar 2026 12:01:30 GMT", null, null)]
    [InlineData("soon", null, null)]
    [InlineData("-5", null, null)]
    [InlineData(null, null, null)]
    public void Of_AnAnswer_GivesWholeSecondsUpToTheBound(string? asked, string? sent, int? seconds)
    {
        var headers = new Dictionary<string, string>();
        if (asked is not null)
        {
            headers["retry-after"] = asked;
        }

        if (sent is not null)
        {
            headers["date"] = sent;
        }

        Assert.Equal(seconds, RetryAfter.Of(new OutgoingResponse(503, headers, default, "https://a.example/")));
    }

    [Fact]
    public void Failure_IsReadAsItWasWritten()
    {
        var failure = Failure.Of("http.status", "Not now.", item: 3, retryable: true) with { RetryAfterSeconds = 120, NodeId = "a" };

        Assert.Equal(failure, FailureJson.Read(JsonElement.Parse(FailureJson.Text(failure))));
    }
}
