using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Healing;

/// <summary>What kind of thing a failure lies in, as its code tells.</summary>
internal static class Causes
{
    public const string Remote = "remote";
    public const string Credential = "credential";
    public const string Limit = "limit";

    /// <summary>All that a reply may name.</summary>
    public static readonly string[] All = ["data", "script", "expression", "configuration", Remote, Credential, Limit];

    /// <summary>The cause that the code stands for.</summary>
    public static string Of(Failure failure) => failure.Code switch
    {
        FailureCodes.HttpStatus when Status(failure) is 401 or 403 => Credential,
        FailureCodes.HttpStatus when Status(failure) is 400 or 404 or 405 or 415 or 422 => "configuration",
        FailureCodes.HttpStatus or FailureCodes.ConnectionFailed or FailureCodes.CallTimeout => Remote,
        AiFailures.RateLimited or AiFailures.Timeout or AiFailures.Unavailable => Remote,
        AiFailures.NotConfigured => "configuration",
        AiFailures.Budget or AiFailures.Steps => Limit,
        FailureCodes.Parameter or FailureCodes.AddressRefused or FailureCodes.RequestRefused or FailureCodes.RedirectRefused or FailureCodes.UnknownKind => "configuration",
        FailureCodes.ScriptTimeout or FailureCodes.ScriptLimit or FailureCodes.NodeTimeout or FailureCodes.ResponseTooLarge or FailureCodes.RepeatLimit => Limit,
        var code when code.StartsWith("limit.", StringComparison.Ordinal) => Limit,
        var code when code.StartsWith("credential.", StringComparison.Ordinal) => Credential,
        var code when code.StartsWith("expression.", StringComparison.Ordinal) => "expression",
        var code when code.StartsWith("script.", StringComparison.Ordinal) => "script",
        _ => "data",
    };

    /// <summary>Whether only time can mend it: the remote, and a failure that says that the same may work later.</summary>
    public static bool IsForLater(Failure failure) => Of(failure) == Remote && (failure.Retryable || Status(failure) is 408 or 425 or 429 or >= 500);

    /// <summary>The status in the message of <c>http.status</c>; 0 when it has none.</summary>
    private static int Status(Failure failure)
    {
        foreach (var word in failure.Message.Split(' ', '.', ',', ':', '(', ')'))
        {
            if (word.Length == 3 && int.TryParse(word, out var status) && status is >= 400 and < 600)
            {
                return status;
            }
        }

        return 0;
    }
}
