using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Email;

/// <summary>What <c>email</c> says about itself.</summary>
internal static class EmailDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "email",
        Title = "Send e-mail",
        Group = "net",
        Summary = "Sends a mail by SMTP for each item.",
        Icon = "mail",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Send e-mail", "required": ["host", "from"], "additionalProperties": false,
              "properties": {
                "host": { "title": "Host", "description": "The mail server.", "type": "string", "minLength": 1, "maxLength": 255 },
                "port": { "title": "Port", "description": "465 speaks TLS from the start, 587 and 25 begin with STARTTLS.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 587 },
                "secure": {
                  "title": "Encryption", "description": "auto goes by the port and never sends a password in the clear; none does.",
                  "enum": ["auto", "tls", "startTls", "none"], "default": "auto", "x-literal": true
                },
                {{Credential.Schema}},
                "from": { "title": "From", "description": "An address, or Name <address>.", "type": "string", "minLength": 1 },
                "to": { "title": "To", "description": "Addresses with commas.", "type": "string" },
                "cc": { "title": "Cc", "description": "Addresses that get a copy.", "type": "string" },
                "bcc": { "title": "Bcc", "description": "Addresses that get a copy and that nobody else sees.", "type": "string" },
                "replyTo": { "title": "Reply to", "description": "Where answers go.", "type": "string" },
                "subject": { "title": "Subject", "description": "In one line.", "type": "string" },
                "text": { "title": "Text", "description": "The mail as plain text.", "type": "string" },
                "html": { "title": "HTML", "description": "The mail as HTML; with a text, the reader's program chooses.", "type": "string" },
                "attachments": {
                  "title": "Attachments", "description": "Names of the item's binaries, as a list or with commas.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
                },
                "timeoutSeconds": { "title": "Time-out", "description": "Seconds for one mail.", "type": "number", "minimum": 1, "maximum": 3600, "default": 100 }
              }
            }
            """),
        Example = JsonLiteral.Of("""
            { "host": "smtp.example.com", "auth": { "credential": "mail" }, "from": "Shop <shop@example.com>", "to": "={{ $json.email }}", "subject": "Your order", "text": "={{ $json.text }}" }
            """),
        Help = """
            Sends one mail for each item and gives `{ accepted, rejected, envelope, messageId, response, messageSize }`. The account is the credential `auth`
            (type *mail account*); a credential that names origins is used with the hosts among them only.

            - A server that takes some addresses and not others has sent the mail: `rejected` names those. When it takes none, the item fails.
            - `secure: auto` encrypts from the start on port 465 and by STARTTLS elsewhere. Where the server cannot, a mail goes out in the clear only
              without a credential. `none` never encrypts.
            - Certificates must be trusted. The server must be on the public internet, or where the operator allows.
            - A mail that is sent again after a crash has the same `Message-ID`.
            """,
    };
}
