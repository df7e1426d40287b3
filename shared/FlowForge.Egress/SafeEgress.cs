using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Egress.Addresses;
using FlowForge.Egress.Connections;
using FlowForge.Egress.Requests;
using FlowForge.Egress.Responses;

namespace FlowForge.Egress;

/// <summary>
/// Outgoing calls of workflows on a server. Only addresses of the public internet, and what <see cref="EgressOptions.Allow"/> adds,
/// are connected to, whatever a name resolves to and wherever a redirect leads. One instance serves the whole host, and pools connections.
/// </summary>
/// <remarks>
/// Failures: <c>egress.request</c> (cannot be sent as written), <c>egress.addressNotAllowed</c>, <c>egress.redirect</c>,
/// <c>egress.responseTooLarge</c> (none of them retryable), <c>egress.connection</c> (retryable, but for a certificate that is not trusted
/// and a body that cannot be unpacked) and <c>egress.timeout</c> (retryable). No message holds a header's value, a path or a query.
/// With <see cref="OutgoingRequest.MaxRedirects"/> 0 a redirect is an answer like any other.
/// </remarks>
public sealed class SafeEgress : IEgress, IConnections, IDisposable
{
    private readonly TimeProvider clock;
    private readonly AddressPolicy policy;
    private readonly CheckedConnector connector;
    private readonly HttpMessageInvoker transport;
    private readonly ICredentials? credentials;

    /// <summary>Calls under the operator's <paramref name="options"/>, timed by <paramref name="clock"/>; without <paramref name="credentials"/> none can be attached.</summary>
    public SafeEgress(EgressOptions options, TimeProvider clock, ICredentials? credentials = null)
        : this(options, clock, new SystemNames(), credentials)
    {
    }

    internal SafeEgress(EgressOptions options, TimeProvider clock, INameResolver names, ICredentials? credentials = null)
    {
        this.credentials = credentials;
        this.clock = clock;
        policy = new AddressPolicy(options.Allow);
        connector = new CheckedConnector(policy, names);
        transport = Transport.Create(connector);
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var first = Hop.First(request);
        if (first.IsFailure)
        {
            return first.Failure;
        }

        var attachment = await Attachment.OpenAsync(credentials, request.Credential, first.Value.Address, cancellation).ConfigureAwait(false);
        if (attachment.IsFailure)
        {
            return attachment.Failure;
        }

        using var time = new CallTime(request.Timeout, clock, cancellation);
        var hop = first.Value;
        for (var redirectsLeft = Math.Clamp(request.MaxRedirects, 0, Limits.Redirects); ; redirectsLeft--)
        {
            var carrying = attachment.Value.On(hop);
            if (carrying.IsFailure)
            {
                return carrying.Failure;
            }

            var end = await SendHopAsync(carrying.Value, request, time, attachment.Value.Mask, cancellation).ConfigureAwait(false);
            if (end is not HopEnd.Redirected redirected)
            {
                return end is HopEnd.Answered answered ? answered.Response : ((HopEnd.Failed)end).Failure;
            }

            if (redirectsLeft == 0)
            {
                return Redirect.TooMany();
            }

            var next = Redirect.Next(hop, redirected.Status, redirected.Location);
            if (next.IsFailure)
            {
                return next.Failure;
            }

            hop = next.Value;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<OpenConnection>> ConnectAsync(string host, int port, TimeSpan patience, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var time = new CallTime(patience, clock, cancellation);
        try
        {
            return new OpenConnection(await connector.ConnectAsync(host, port, time.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (CallFailures.IsExpected(exception) || exception is ArgumentException)
        {
            cancellation.ThrowIfCancellationRequested();
            return time.IsOver ? CallFailures.Timeout(host, patience) : CallFailures.From(exception, host);
        }
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose() => transport.Dispose();

    private async ValueTask<HopEnd> SendHopAsync(
        Hop hop, OutgoingRequest request, CallTime time, ICredentialMask? mask, CancellationToken caller)
    {
        var host = hop.Address.IdnHost;
        if (RequestAddress.Literal(hop.Address) is { } literal && !policy.Allows(host, hop.Address.Port, literal))
        {
            return new HopEnd.Failed(CallFailures.AddressRefused(host));
        }

        var message = RequestMessage.Of(hop);
        if (message.IsFailure)
        {
            return new HopEnd.Failed(message.Failure);
        }

        using (message.Value)
        {
            try
            {
                return await ExchangeAsync(hop, message.Value, request, mask, time.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (CallFailures.IsExpected(exception))
            {
                caller.ThrowIfCancellationRequested();
                return new HopEnd.Failed(time.IsOver ? CallFailures.Timeout(host, request.Timeout) : CallFailures.From(exception, host));
            }
        }
    }

    private static OutgoingResponse Masked(OutgoingResponse answer, ICredentialMask? mask) => mask is null ? answer : answer with
    {
        Body = mask.Mask(answer.Body),
        Headers = answer.Headers.ToDictionary(header => header.Key, header => mask.Mask(header.Value), StringComparer.Ordinal),
        Url = mask.Mask(answer.Url),
    };

    private async ValueTask<HopEnd> ExchangeAsync(
        Hop hop, HttpRequestMessage message, OutgoingRequest request, ICredentialMask? mask, CancellationToken cancellation)
    {
        using var response = await transport.SendAsync(message, cancellation).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (Redirect.Asks(status) && request.MaxRedirects > 0
            && response.Headers.NonValidated.TryGetValues("Location", out var locations) && locations.Count > 0)
        {
            return new HopEnd.Redirected(status, locations.First());
        }

        var answer = await AnswerReader.ReadAsync(response, hop.Address, request, mask, cancellation).ConfigureAwait(false);
        return answer.IsFailure ? new HopEnd.Failed(answer.Failure) : new HopEnd.Answered(Masked(answer.Value, mask));
    }
}
