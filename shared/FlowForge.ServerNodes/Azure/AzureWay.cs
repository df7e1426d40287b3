using Azure.Core;
using Azure.Core.Pipeline;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.ServerNodes.Azure;

/// <summary>The way of Azure's clients to their service: connections that the address policy let through, no proxy, no redirect, one more try.</summary>
/// <param name="connections">Opens connections.</param>
internal sealed class AzureWay(IConnections connections)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lazy<HttpClientTransport> transport = new(() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var opened = await connections.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, Patience, cancellation).ConfigureAwait(false);
            return opened.IsFailure ? throw new NoConnectionException(opened.Failure) : opened.Value.Stream;
        },
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    }));

    /// <summary>Options of a client that goes this way.</summary>
    public T Set<T>(T options)
        where T : ClientOptions
    {
        options.Transport = transport.Value;
        options.Retry.MaxRetries = 1;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(100);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }
}

/// <summary>Carries a refusal out of the connect callback, which can only throw; it never leaves this room.</summary>
internal sealed class NoConnectionException(Failure reason) : IOException(reason.Message)
{
    /// <summary>Why there is no connection.</summary>
    public Failure Reason => reason;
}
