using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Jwt;

/// <summary>What <c>jwt</c> does.</summary>
internal enum JwtOperation
{
    /// <summary>Makes a token.</summary>
    Sign,

    /// <summary>Checks one and reads it.</summary>
    Verify,

    /// <summary>Reads one.</summary>
    Decode,
}

/// <summary>The parameters of <c>jwt</c>.</summary>
/// <param name="Operation">What is done; default sign.</param>
/// <param name="Algorithm">In place of the credential's, or null.</param>
/// <param name="Token">The token.</param>
/// <param name="Claims">Sign: claims, an object; undefined for none.</param>
internal sealed record JwtParameters(JwtOperation Operation, string? Algorithm, string Token, JsonElement Claims)
{
    private const double Century = 3_155_760_000;

    private static readonly FrozenDictionary<string, JwtOperation> Operations = new Dictionary<string, JwtOperation>
    {
        ["sign"] = JwtOperation.Sign, ["verify"] = JwtOperation.Verify, ["decode"] = JwtOperation.Decode,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Algorithms =
        new[] { "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512" }
            .ToFrozenDictionary(name => name, StringComparer.Ordinal);

    /// <summary><c>aud</c>, or null.</summary>
    public string? Audience { get; private init; }

    /// <summary><c>iss</c>, or null.</summary>
    public string? Issuer { get; private init; }

    /// <summary><c>sub</c>, or null.</summary>
    public string? Subject { get; private init; }

    /// <summary><c>jti</c>, or null.</summary>
    public string? Id { get; private init; }

    /// <summary>Seconds until <c>exp</c>; negative for none.</summary>
    public double ExpiresIn { get; private init; }

    /// <summary>Seconds until <c>nbf</c>; negative for none.</summary>
    public double NotBefore { get; private init; }

    /// <summary><c>kid</c>, or null.</summary>
    public string? KeyId { get; private init; }

    /// <summary>Verify: whether an expired token is taken.</summary>
    public bool IgnoresExpiration { get; private init; }

    /// <summary>Verify: whether a token is taken whose time has not come.</summary>
    public bool IgnoresNotBefore { get; private init; }

    /// <summary>Verify: by how much clocks may differ.</summary>
    public TimeSpan Tolerance { get; private init; }

    /// <summary>Whether header and signature are given, too.</summary>
    public bool IsComplete { get; private init; }

    /// <summary>Reads them.</summary>
    public static Outcome<JwtParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var operation = reader.Choice("operation", Operations, JwtOperation.Sign);
        return reader.Give(new JwtParameters(
            operation,
            reader.Choice("algorithm", Algorithms, "") is { Length: > 0 } algorithm ? algorithm : null,
            operation == JwtOperation.Sign ? "" : reader.Needed("token"),
            operation == JwtOperation.Sign ? ClaimsOf(reader) : default)
        {
            Audience = TextOf(reader, "audience"),
            Issuer = TextOf(reader, "issuer"),
            Subject = TextOf(reader, "subject"),
            Id = TextOf(reader, "id"),
            ExpiresIn = reader.Number("expiresIn", -1, 0, Century),
            NotBefore = reader.Number("notBefore", -1, 0, Century),
            KeyId = TextOf(reader, "keyId"),
            IgnoresExpiration = reader.Flag("ignoreExpiration", false),
            IgnoresNotBefore = reader.Flag("ignoreNotBefore", false),
            Tolerance = TimeSpan.FromSeconds(reader.Number("toleranceSeconds", 0, 0, 86_400)),
            IsComplete = reader.Flag("complete", false),
        });
    }

    private static string? TextOf(ParameterReader reader, string name) => reader.Text(name) is { Length: > 0 } text ? text : null;

    private static JsonElement ClaimsOf(ParameterReader reader)
    {
        var claims = reader.Value("claims");
        if (claims.ValueKind == JsonValueKind.String)
        {
            claims = JsJson.Normalize(Encoding.UTF8.GetBytes(claims.GetString()!)) is { IsFailure: false } read ? read.Value : claims;
        }

        if (!ParameterReader.IsAbsent(claims) && claims.ValueKind != JsonValueKind.Object)
        {
            reader.Refuse("claims", "must be an object, or the JSON of one");
        }

        return claims;
    }
}
