using System.Text;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Egress.Connections;

namespace FlowForge.Egress.Tests;

/// <summary>Makes the room under test, and requests for it.</summary>
internal static class Calls
{
    public static SafeEgress Allowing(string allow, TimeProvider? clock = null, INameResolver? names = null) =>
        new(EgressOptions.Parse(allow).Value!, clock ?? TimeProvider.System, names ?? new SystemNames());

    public static OutgoingRequest Get(string url) => new() { Method = "GET", Url = url };

    public static OutgoingRequest Post(string url, string body) =>
        new() { Method = "POST", Url = url, Body = Encoding.UTF8.GetBytes(body), ContentType = "text/plain" };

    public static OutgoingRequest With(this OutgoingRequest request, string name, string value) =>
        request with { Headers = [.. request.Headers, new(name, value)] };

    public static Task<Outcome<OutgoingResponse>> SendAsync(this SafeEgress egress, OutgoingRequest request) =>
        egress.SendAsync(request, CancellationToken.None).AsTask();

    public static async Task<OutgoingResponse> AnswerAsync(this SafeEgress egress, OutgoingRequest request)
    {
        var outcome = await egress.SendAsync(request);
        Assert.Null(outcome.Failure);
        return outcome.Value!;
    }

    public static async Task<Failure> FailureAsync(this SafeEgress egress, OutgoingRequest request)
    {
        var outcome = await egress.SendAsync(request);
        Assert.True(outcome.IsFailure, $"answered with {outcome.Value?.Status}");
        return outcome.Failure;
    }

    public static string Text(this OutgoingResponse response) => Encoding.UTF8.GetString(response.Body.Span);
}
