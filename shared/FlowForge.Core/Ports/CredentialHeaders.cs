namespace FlowForge.Core.Ports;

/// <summary>Which headers may carry a credential, and so never follow a redirect or a next page to another origin.</summary>
public static class CredentialHeaders
{
    /// <summary>The one header with "key" in its name that is no secret, and that a second call must repeat.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    private static readonly string[] Marks =
        ["auth", "cookie", "key", "token", "secret", "password", "credential", "session", "signature", "jwt"];

    /// <summary>Whether a header of that name may carry a credential: judged by the name alone, on the safe side.</summary>
    public static bool Includes(string name) =>
        !name.Equals(IdempotencyKey, StringComparison.OrdinalIgnoreCase)
        && Marks.Any(mark => name.Contains(mark, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether two absolute addresses have scheme, host and port in common.</summary>
    public static bool SameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
