using Azure;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Azure;

/// <summary>One item's calls to a storage account.</summary>
internal static class AzureCall
{
    /// <summary>The service refused the call.</summary>
    public const string RefusedCode = "azure.refused";

    private static readonly string[] Types = ["azure"];

    /// <summary>Opens the account and calls. Failures: <c>azure.refused</c>, <c>egress.*</c>, <c>credential.*</c>, <c>node.parameter</c>.</summary>
    /// <param name="credentials">The vault.</param>
    /// <param name="item">The item.</param>
    /// <param name="call">What is done with the account's connection string.</param>
    /// <param name="cancellation">Cancels it.</param>
    public static async ValueTask<Outcome<Made[]>> RunAsync(
        ICredentials credentials, NodeItem item, Func<string, Task<Outcome<Made[]>>> call, CancellationToken cancellation)
    {
        var account = await Credential.OpenAsync(credentials, item.Context, "azure", Types, cancellation).ConfigureAwait(false);
        if (account.IsFailure)
        {
            return account.Failure;
        }

        if (account.Value.Value is not { } opened)
        {
            return Values.Wrong("auth.credential", "is needed: it holds the connection string");
        }

        try
        {
            return await call(opened.Value("connectionString")).ConfigureAwait(false);
        }
        catch (Exception broken) when (FailureOf(broken, cancellation) is not null)
        {
            var failure = FailureOf(broken, cancellation)!;
            return failure with { Message = opened.Mask.Mask(failure.Message) };
        }
    }

    private static Failure? FailureOf(Exception broken, CancellationToken cancellation) => broken switch
    {
        _ when Find<NoConnectionException>(broken) is { } none => none.Reason,
        RequestFailedException { Status: > 0 } refused => Failure.Of(
            RefusedCode, $"Azure Storage answered {refused.Status} {refused.ErrorCode}: {FirstLine(refused.Message)}", retryable: refused.Status is 408 or 429 or >= 500),
        OperationCanceledException when cancellation.IsCancellationRequested => null,
        OperationCanceledException or RequestFailedException or AggregateException or IOException =>
            Failure.Of(FailureCodes.ConnectionFailed, $"Azure Storage cannot be reached: {FirstLine(broken.Message)}", retryable: true),
        FormatException or InvalidOperationException => Failure.Of(FailureCodes.CredentialInvalid, "The credential's connection string is not one of a storage account."),
        ArgumentException => Failure.Of(FailureCodes.Parameter, $"Azure Storage cannot be asked so: {FirstLine(broken.Message)}"),
        _ => null,
    };

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd() is var line && line.Length > 300 ? line[..300] : line;

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception is AggregateException { InnerExceptions: [var first, ..] } ? first : exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
