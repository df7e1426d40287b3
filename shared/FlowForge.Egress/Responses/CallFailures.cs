using System.Net.Sockets;
using System.Security.Authentication;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Egress.Addresses;

namespace FlowForge.Egress.Responses;

/// <summary>Turns what the transport throws into a failure. Only hosts are named: paths, queries and headers may hold secrets.</summary>
internal static class CallFailures
{
    /// <summary>Whether the transport may throw it for an expected reason.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is OperationCanceledException or HttpRequestException or IOException or SocketException or InvalidDataException;

    public static Failure AddressRefused(string host) =>
        Failure.Of(FailureCodes.AddressRefused, $"The call to {host} was refused: address not allowed. Workflows reach the public internet and what the operator allows.");

    public static Failure Timeout(string host, TimeSpan time) =>
        Failure.Of(FailureCodes.CallTimeout, $"The call to {host} took longer than {time.TotalSeconds:0.###} seconds.", retryable: true);

    public static Failure From(Exception exception, string host)
    {
        if (Find<AddressRefusedException>(exception) is not null)
        {
            return AddressRefused(host);
        }

        if (Find<AuthenticationException>(exception) is not null)
        {
            return Broken($"{host} has no certificate that can be trusted, or no secure connection could be agreed on", retryable: false);
        }

        if (exception is OperationCanceledException)
        {
            // Neither the caller nor the call's time, so it was the transport's patience with a connection.
            return Broken($"{host} accepted no connection in time");
        }

        if (exception is InvalidDataException)
        {
            return Broken($"The body that {host} sent cannot be unpacked", retryable: false);
        }

        return (exception as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.ConfigurationLimitExceeded =>
                Failure.Of(FailureCodes.ResponseTooLarge, $"The headers that {host} sent are larger than {Limits.HeaderBytes} bytes."),
            HttpRequestError.InvalidResponse => Broken($"{host} did not answer in HTTP"),
            HttpRequestError.NameResolutionError => Broken($"The name {host} leads to no address"),
            _ => Find<SocketException>(exception) is { } socket ? Broken(socket, host) : Broken($"The connection to {host} broke before the answer was complete"),
        };
    }

    private static Failure Broken(SocketException socket, string host) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Broken($"The name {host} leads to no address"),
        SocketError.ConnectionRefused => Broken($"{host} refused the connection"),
        var code => Broken($"There is no connection to {host} ({code})"),
    };

    private static Failure Broken(string what, bool retryable = true) =>
        Failure.Of(FailureCodes.ConnectionFailed, $"{what}.", retryable: retryable);

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
