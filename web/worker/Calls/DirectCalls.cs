using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.WebWorker.Calls;

/// <summary>Calls that the browser makes itself: no credentials, only servers that allow this page's origin, and without the headers that browsers keep to themselves.</summary>
internal sealed class DirectCalls(HttpMessageInvoker http, TimeProvider clock)
{
    public async ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        if (request.Credential is { } credential)
        {
            return Failure.Of(FailureCodes.CredentialUnavailable, $"The credential '{credential.Id}' is on a server, and none answers.");
        }

        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return Failure.Of("egress.request", "The address is not an absolute http or https address.");
        }

        using var time = new CancellationTokenSource(request.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        try
        {
            using var message = await MessageAsync(request, address, either.Token);
            using var answer = await http.SendAsync(message, either.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(either.Token);
            return body.Length > request.MaxBytes
                ? Failure.Of("egress.responseTooLarge", $"The answer has more than {request.MaxBytes} bytes.")
                : new OutgoingResponse((int)answer.StatusCode, Headers(answer), body, answer.RequestMessage?.RequestUri?.AbsoluteUri ?? address.AbsoluteUri);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failure.Of("egress.timeout", "The call took longer than it may.", retryable: true);
        }
        catch (HttpRequestException)
        {
            return Failure.Of("egress.connection", "The browser could not make the call: the server cannot be reached, or does not allow calls from pages. A FlowForge server could make it.", retryable: true);
        }
    }

    private static async ValueTask<HttpRequestMessage> MessageAsync(OutgoingRequest request, Uri address, CancellationToken cancellation)
    {
        var message = new HttpRequestMessage(new(request.Method), address);
        if (await WorkerEgress.BodyAsync(request, cancellation) is { } body)
        {
            message.Content = new ByteArrayContent(body);
            if (request.ContentType is { } type)
            {
                message.Content.Headers.Add("Content-Type", type);
            }
        }

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        return message;
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage answer) => answer.Headers.Concat(answer.Content.Headers)
        .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value), StringComparer.Ordinal);
}
