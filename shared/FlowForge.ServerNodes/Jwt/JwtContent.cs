using System.Buffers.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Json;
using Microsoft.IdentityModel.Tokens;

namespace FlowForge.ServerNodes.Jwt;

/// <summary>What a token says.</summary>
internal static class JwtContent
{
    /// <summary>The token is not one, or not to be trusted.</summary>
    public const string InvalidCode = "jwt.invalid";

    /// <summary><c>{ payload }</c>, or <c>{ header, payload, signature }</c>; <c>jwt.invalid</c>.</summary>
    public static Outcome<ObjectDraft> Of(string token, bool isComplete)
    {
        var parts = token.Trim().Split('.');
        if (parts.Length != 3 || Part(parts[0]) is not { ValueKind: JsonValueKind.Object } header || Part(parts[1]) is not { ValueKind: not JsonValueKind.Undefined } payload)
        {
            return Failure.Of(InvalidCode, "The text is no JSON Web Token: that is three parts with dots between, the first two of which are JSON in base64url.");
        }

        var draft = new ObjectDraft();
        if (isComplete)
        {
            draft.Put("header", new(header));
        }

        draft.Put("payload", new(payload));
        if (isComplete)
        {
            draft.Put("signature", new(JsonValues.Text(parts[2])));
        }

        return draft;
    }

    /// <summary>Why a token is not to be trusted, without its content.</summary>
    public static Failure Invalid(Exception? reason) => Failure.Of(InvalidCode, reason switch
    {
        SecurityTokenMalformedException or ArgumentException => "The text is no JSON Web Token.",
        SecurityTokenInvalidAudienceException => "The token is for another audience.",
        SecurityTokenInvalidIssuerException => "The token is by another issuer.",
        SecurityTokenInvalidLifetimeException => "The token has expired, or its time has not come.",
        SecurityTokenInvalidAlgorithmException => "The token is signed by another algorithm.",
        _ => "The token's signature is not one by this key and algorithm.",
    });

    private static JsonElement? Part(string text)
    {
        try
        {
            var read = JsJson.Normalize(Base64Url.DecodeFromChars(text), Limits.Depth - 1);
            return read.IsFailure ? null : read.Value;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
