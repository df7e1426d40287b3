using System.Text.Json;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Jwt;

/// <summary>The claims of a token that is made.</summary>
internal static class JwtClaims
{
    /// <summary>Their JSON.</summary>
    public static string Of(JwtParameters own, DateTimeOffset now)
    {
        var claims = own.Claims.ValueKind == JsonValueKind.Object ? new ObjectDraft(own.Claims) : new ObjectDraft();
        var seconds = now.ToUnixTimeSeconds();
        Text(claims, "aud", own.Audience);
        Text(claims, "iss", own.Issuer);
        Text(claims, "sub", own.Subject);
        Text(claims, "jti", own.Id);
        if (!claims.Has("iat"))
        {
            Number(claims, "iat", seconds);
        }

        if (own.NotBefore >= 0)
        {
            Number(claims, "nbf", seconds + (long)own.NotBefore);
        }

        if (own.ExpiresIn >= 0)
        {
            Number(claims, "exp", seconds + (long)own.ExpiresIn);
        }

        return JsonValues.Write(claims.WriteTo).GetRawText();
    }

    private static void Text(ObjectDraft claims, string name, string? value)
    {
        if (value is not null)
        {
            claims.Put(name, new(JsonValues.Text(value)));
        }
    }

    private static void Number(ObjectDraft claims, string name, long value) => claims.Put(name, new(JsonValues.Write(writer => writer.WriteNumberValue(value))));
}
