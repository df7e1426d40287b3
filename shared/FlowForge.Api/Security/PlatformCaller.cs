using System.Text.Json;
using FlowForge.Core.Ports;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Security;

/// <summary>
/// The caller as Azure App Service has signed them in (Easy Auth with Entra ID): the header <c>X-MS-CLIENT-PRINCIPAL</c>, base64 of JSON with claims. The
/// platform strips it from what comes from outside, so it is believed only where a host says that this platform stands before it. App roles of the
/// application give ours, by the same names; without one of them a person who is signed in may nothing.
/// </summary>
internal static class PlatformCaller
{
    private const string Principal = "X-MS-CLIENT-PRINCIPAL";
    private const string LongRole = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

    /// <summary>The caller, or null when nobody is signed in, or not with a role of ours.</summary>
    public static Caller? Of(IHeaderDictionary headers)
    {
        if (headers[Principal] is not [{ Length: > 0 and < 64 * 1024 } sent])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(sent));
            var claims = document.RootElement.GetProperty("claims"u8).EnumerateArray()
                .Select(claim => (Type: claim.GetProperty("typ"u8).GetString(), Value: claim.GetProperty("val"u8).GetString())).ToList();
            var type = document.RootElement.TryGetProperty("role_typ"u8, out var named) ? named.GetString() : null;
            var role = claims.Where(claim => claim.Type is "roles" or LongRole || claim.Type == type).Select(claim => RoleNames.Find(claim.Value)).Max();
            var name = claims.FirstOrDefault(claim => claim.Type is "preferred_username").Value ?? claims.FirstOrDefault(claim => claim.Type is "name" or "appid" or "azp").Value;
            var id = headers["X-MS-CLIENT-PRINCIPAL-ID"] is [{ Length: > 0 } given] ? given : name ?? "unknown";
            return role is { } found ? new($"user:{name ?? id}", found, $"user:{id}") : null;
        }
        catch (Exception broken) when (broken is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
