using FlowForge.Core.Ports;

namespace FlowForge.Api.Security;

/// <summary>Who asks.</summary>
/// <param name="Actor">As the audit log names them: <c>token:NAME</c>, <c>user:NAME</c>, <c>operator</c>, <c>cli</c> or <c>local</c>.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Scope">Within what an <c>Idempotency-Key</c> means the same call. What it is for each stays as it was: keys are kept for days.</param>
internal sealed record Caller(string Actor, ApiRole Role, string Scope)
{
    /// <summary>Whoever is on this machine, where no token is asked for.</summary>
    public static readonly Caller Local = new("local", ApiRole.Admin, "local");

    /// <summary>Who holds the token of the settings.</summary>
    public static readonly Caller Operator = new("operator", ApiRole.Admin, "token");

    /// <summary>A command of this machine's user, where a token is asked for.</summary>
    public static readonly Caller Command = new("cli", ApiRole.Admin, "token");

    /// <summary>The same where none is.</summary>
    public static readonly Caller LocalCommand = new("cli", ApiRole.Admin, "local");

    /// <summary>Who holds a token that an admin made.</summary>
    public static Caller Of(ApiToken token) => new($"token:{token.Name}", token.Role, $"token:{token.Id}");
}
