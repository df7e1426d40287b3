using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Crypto;

/// <summary>What <c>crypto</c> says about itself.</summary>
internal static class CryptoDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "crypto",
        Title = "Crypto",
        Group = "data",
        Summary = "Hashes, authenticates and signs values, or makes random ones.",
        Icon = "key-round",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Crypto", "additionalProperties": false,
              "properties": {
                "operation": {
                  "title": "Operation", "description": "What is done.", "enum": ["hash", "hmac", "sign", "verify", "generate"], "default": "hash"
                },
                "algorithm": {
                  "title": "Algorithm", "description": "The hash function; md5 and sha1 only where another system asks for them.", "default": "sha256",
                  "enum": ["md5", "sha1", "sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512"]
                },
                "value": { "title": "Value", "description": "The text, usually an expression; anything else is taken as JSON." },
                "binary": { "title": "Binary", "description": "Name of the item's binary that is taken in place of a value.", "type": "string", "minLength": 1 },
                "secret": { "title": "Secret", "description": "With hmac: the key, where no credential has it.", "type": "string" },
                "privateKey": { "title": "Private key", "description": "With sign: the key as PEM, RSA or elliptic curve, where no credential has it.", "type": "string" },
                "publicKey": { "title": "Public key", "description": "With verify: the key as PEM, where no credential has it.", "type": "string" },
                "signature": { "title": "Signature", "description": "With verify: the signature, in the encoding.", "type": "string" },
                {{Credential.Schema}},
                "encoding": { "title": "Encoding", "description": "How bytes are written as text.", "enum": ["hex", "base64", "base64url"], "default": "hex" },
                "type": { "title": "Type", "description": "With generate: what is made.", "enum": ["uuid", "hex", "base64", "ascii"], "default": "uuid" },
                "length": { "title": "Length", "description": "With generate: characters, except of a uuid.", "type": "integer", "minimum": 1, "maximum": 65536, "default": 32 },
                "as": { "title": "Name", "description": "The field of the result, beside the item's own.", "type": "string", "default": "data" }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "hash", "algorithm": "sha256", "value": "={{ $json.email }}", "as": "emailHash" }"""),
        Help = """
            - `hash`: the hash of the value, or of the file in `binary`.
            - `hmac`: its authentication code under `secret`, or under the secret of the credential `auth` (type *signing secret*).
            - `sign`: its signature by `privateKey`, or by the private key of the credential `auth` (type *JSON Web Token*): RSA with PKCS #1, or ECDSA in DER.
            - `verify`: whether `signature` is one of the value by `publicKey`, or by the credential's key.
            - `generate`: a random UUID (version 4), or `length` characters of hex, of letters and digits (`base64`), or of printable ASCII.

            The result stands in the field `as` beside the item's own fields. A key in a parameter is seen by everyone who sees the workflow: a credential is
            not. SHA-3 needs an operating system that has it, else the item fails.
            """,
    };
}
