using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Proxy;

/// <summary>
/// <c>POST /proxy</c>: a call of the browser's engine, made here under the host's egress policy and with a credential of its vault by id (design 4).
/// Only the editor's own origin may ask, with the API's token, as everywhere; each call is in the audit log. A call that fails is an answer:
/// <c>{ failure }</c> in place of <c>{ status, headers, url, body }</c>, bodies in base64.
/// </summary>
internal static class ProxyEndpoint
{
    // Base64 takes four bytes for three.
    private const int MostBytes = Limits.StartBytes;

    public static async ValueTask<Answer> Send(ApiCall call)
    {
        var body = await BodyReader.ReadAsync(call.Request, MostBytes, call.Cancellation).ConfigureAwait(false);
        var asked = body.IsRefused ? body.Problem
            : MediaType.Bare(call.Request.ContentType) is var type && !MediaType.IsJson(type) ? new ApiProblem(415, "request.contentType", "Unknown content type", "A call is sent as application/json.")
            : ProxyCall.Read(body.Value);
        if (asked.IsRefused)
        {
            return asked.Problem;
        }

        if (call.Services.Egress is not { } egress)
        {
            return Refusals.NotAvailable("Calling for a browser");
        }

        var request = asked.Value;
        await call.Services.Audit.AppendAsync(
            new(call.Services.Clock.GetUtcNow(), call.Caller!.Actor, "proxy.called", $"origin:{Origin(request.Url)}", request.Credential?.Run is { } run ? $"{request.Method} for run {run} in a browser." : $"{request.Method} for a run in a browser."),
            call.Cancellation).ConfigureAwait(false);
        var answered = await egress.SendAsync(request, call.Cancellation).ConfigureAwait(false);
        return new Answer.Json(200, writer => Write(writer, answered));
    }

    private static void Write(Utf8JsonWriter writer, Outcome<OutgoingResponse> answered)
    {
        writer.WriteStartObject();
        if (answered.IsFailure)
        {
            writer.WritePropertyName("failure"u8);
            FailureJson.Write(writer, answered.Failure);
        }
        else
        {
            writer.WriteNumber("status"u8, answered.Value.Status);
            writer.WriteStartObject("headers"u8);
            foreach (var (name, value) in answered.Value.Headers)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
            writer.WriteString("url"u8, answered.Value.Url);
            writer.WriteBase64String("body"u8, answered.Value.Body.Span);
        }

        writer.WriteEndObject();
    }

    // Paths and queries may hold secrets, so the log gets none.
    private static string Origin(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : "none";
}
