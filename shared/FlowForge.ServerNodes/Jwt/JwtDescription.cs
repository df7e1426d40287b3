using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Jwt;

/// <summary>What <c>jwt</c> says about itself.</summary>
internal static class JwtDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "jwt",
        Title = "JSON Web Token",
        Group = "data",
        Summary = "Signs, verifies and decodes JSON Web Tokens.",
        Icon = "badge-check",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "JSON Web Token", "additionalProperties": false,
              "properties": {
                "operation": { "title": "Operation", "description": "What is done.", "enum": ["sign", "verify", "decode"], "default": "sign" },
                {{Credential.Schema}},
                "algorithm": {
                  "title": "Algorithm", "description": "In place of the credential's own; of the same family as its key.",
                  "enum": ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512"]
                },
                "token": { "title": "Token", "description": "With verify and decode: the token.", "type": "string" },
                "claims": { "title": "Claims", "description": "With sign: an object of claims, or its JSON.", "oneOf": [{ "type": "object" }, { "type": "string" }] },
                "audience": { "title": "Audience", "description": "With sign and verify: the claim aud, or what it must be; left out, verify takes the credential's.", "type": "string" },
                "issuer": { "title": "Issuer", "description": "With sign and verify: the claim iss, or what it must be; left out, verify takes the credential's.", "type": "string" },
                "subject": { "title": "Subject", "description": "With sign: the claim sub.", "type": "string" },
                "id": { "title": "Token id", "description": "With sign: the claim jti.", "type": "string" },
                "expiresIn": { "title": "Expires in", "description": "With sign: seconds until the token expires.", "type": "number", "minimum": 0, "maximum": 3155760000 },
                "notBefore": { "title": "Not before", "description": "With sign: seconds until the token is valid.", "type": "number", "minimum": 0, "maximum": 3155760000 },
                "keyId": { "title": "Key id", "description": "With sign: kid in the header, which says which key was used.", "type": "string" },
                "ignoreExpiration": { "title": "Ignore expiration", "description": "With verify: take an expired token.", "type": "boolean", "default": false },
                "ignoreNotBefore": { "title": "Ignore not before", "description": "With verify: take a token whose time has not come.", "type": "boolean", "default": false },
                "toleranceSeconds": { "title": "Tolerance", "description": "With verify: seconds by which clocks may differ.", "type": "number", "minimum": 0, "maximum": 86400, "default": 0 },
                "complete": { "title": "Complete", "description": "With verify and decode: header and signature, too.", "type": "boolean", "default": false }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "sign", "auth": { "credential": "tokens" }, "subject": "={{ $json.user }}", "expiresIn": 3600 }"""),
        Help = """
            The key is that of the credential `auth` (type *JSON Web Token*): a secret for HS…, a key in PEM for the others.

            - `sign` gives `{ token }`. `claims` come first, then the claims that have a parameter; `iat` is now unless `claims` have one.
            - `verify` checks the signature by the credential's algorithm and by no other, the time, and issuer and audience where they are given; it gives
              `{ payload }`, with `complete` also `header` and `signature`. What is not right is the failure `jwt.invalid` of that item.
            - `decode` gives the same and checks nothing: whoever made the token may have written anything.
            """,
    };
}
