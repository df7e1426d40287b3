using System.Security.Cryptography;
using System.Text;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core.Ports;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Hooks.Proof;

/// <summary>Whether a caller has proved what the webhook asks for. Every refusal is the same 401: it does not say what was missing or wrong.</summary>
internal static class HookProof
{
    /// <summary>The refusal, or what proved the caller.</summary>
    public static async ValueTask<Asked<Proof>> CheckAsync(ApiCall call, HookAuth auth, ReadOnlyMemory<byte> body)
    {
        if (auth.Type == "none")
        {
            return Proof.None;
        }

        if (auth.Credential is null)
        {
            return Refused(auth);
        }

        var opened = await call.Services.Credentials.OpenAsync(auth.Credential, new(null, null, "hook"), call.Cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            // A hook whose credential has gone lets nobody in; why is for the operator.
            call.Services.Logger.Log(Microsoft.Extensions.Logging.LogLevel.Warning, default, opened.Failure.Message, null, static (message, _) => $"A webhook cannot check its callers: {message}");
            return Refused(auth);
        }

        return await IsProvedAsync(call, auth, opened.Value, body).ConfigureAwait(false)
            ? new Proof(auth.Type == "header" && opened.Value.Facts.Type == "header" ? opened.Value.Value("name") : null)
            : Refused(auth);
    }

    private static async ValueTask<bool> IsProvedAsync(ApiCall call, HookAuth auth, OpenedCredential credential, ReadOnlyMemory<byte> body)
    {
        var headers = call.Request.Headers;
        var now = call.Services.Clock.GetUtcNow();
        return (auth.Type, credential.Facts.Type) switch
        {
            ("signature", "signature") => SignatureScheme.IsSatisfied(auth.Scheme, headers, body.Span, credential.Value("secret"), now),
            ("basic", "basic") => IsSame(After(headers, "Basic "), Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.Value("user")}:{credential.Value("password")}"))),
            ("header", "header") => IsSame(One(headers, credential.Value("name")), credential.Value("value")),
            ("header", "bearer") => IsSame(After(headers, "Bearer "), credential.Value("token")),
            ("jwt", "jwt") => After(headers, "Bearer ") is { } token && await TokenProof.IsSatisfiedAsync(token, credential, now).ConfigureAwait(false),
            _ => false,
        };
    }

    private static ApiProblem Refused(HookAuth auth)
    {
        var problem = new ApiProblem(401, "hook.unauthorized", "The caller is not known", "This webhook asks its callers for a proof, and this call has none that holds.");
        return auth.Type switch
        {
            "basic" => problem.With("WWW-Authenticate", "Basic realm=\"webhook\", charset=\"UTF-8\""),
            "jwt" => problem.With("WWW-Authenticate", "Bearer"),
            _ => problem,
        };
    }

    private static string? After(IHeaderDictionary headers, string scheme) =>
        One(headers, "Authorization") is { } value && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? value[scheme.Length..].Trim() : null;

    private static string? One(IHeaderDictionary headers, string name) => headers[name] is [{ Length: > 0 } only] ? only : null;

    // Hashes first, so that not even the length shows in the time.
    private static bool IsSame(string? given, string wanted) => given is not null && CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(wanted)));
}

/// <summary>What proved the caller.</summary>
/// <param name="Header">A header that carried a secret and so stays out of the item, besides those that always do; or null.</param>
internal sealed record Proof(string? Header)
{
    public static readonly Proof None = new((string?)null);
}
