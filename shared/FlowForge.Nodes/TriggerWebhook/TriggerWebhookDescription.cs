using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.TriggerWebhook;

/// <summary>What <c>trigger.webhook</c> says about itself.</summary>
internal static class TriggerWebhookDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "trigger.webhook",
        Title = "Webhook",
        Group = "trigger",
        Summary = "Starts a run for each HTTP call of its path.",
        Icon = "webhook",
        Inputs = [],
        IsTrigger = true,
        ParameterSchema = JsonLiteral.Of(Schema),
        Example = JsonLiteral.Of("""{ "path": "orders/:shop", "method": "POST", "respond": "lastNode", "auth": { "type": "none" } }"""),
        Help = """
            Listens under `/api/hooks/{path}` while the workflow is active. A segment `:name` matches any one segment and is given as `params.name`.

            Each call gives one item `{ body, headers, query, params, method }`.

            **Respond** says what the caller gets:
            - `immediately`: 202 with the run's address;
            - `lastNode`: the output of the run, its first item or (`responseData: all`) all of them;
            - `respond`: what a *Respond* node gives.

            A caller is kept waiting for `respondTimeoutSeconds` at most and then gets 202 with the run's address.

            **Auth** says how callers prove themselves; `credential` names what the vault holds for it:
            - `signature` (a credential of type *signature*): over the raw body, by `scheme`: `standard` (Standard Webhooks), `github`, `stripe`, `slack` or `shopify`;
              a signed time more than 300 s away is refused, and a delivery that comes again starts nothing;
            - `basic`: user and password; `header`: a header's value or a bearer token; `jwt`: a token in `Authorization: Bearer` that expires;
            - `none` lets everyone in; on a host that others can reach it has to be written out.

            Whoever proves nothing gets 401, always the same.
            """,
    };

    private static string Schema => $$"""
        {
          "type": "object", "title": "Webhook", "additionalProperties": false, "required": ["path"],
          "properties": {
            "path": {
              "type": "string", "x-literal": true, "title": "Path", "description": "Segments below /api/hooks; :name matches any segment.",
              "minLength": 1, "maxLength": {{Limits.HookPathLength}}, "default": "my-hook"
            },
            "method": {
              "title": "Method", "x-literal": true, "description": "The HTTP method it answers to.",
              "enum": ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"], "default": "POST"
            },
            "respond": {
              "title": "Respond", "x-literal": true, "description": "When and with what the caller is answered.",
              "enum": ["immediately", "lastNode", "respond"], "default": "immediately"
            },
            "responseData": {
              "title": "Response content", "x-literal": true, "description": "With lastNode: the first item, or all.",
              "enum": ["first", "all"], "default": "first"
            },
            "respondTimeoutSeconds": {
              "type": "number", "x-literal": true, "title": "Longest wait", "description": "Seconds a caller is kept waiting.",
              "minimum": 1, "maximum": {{Limits.WaitSeconds}}, "default": {{Limits.RespondSeconds}}
            },
            "auth": {
              "type": "object", "title": "Authentication", "description": "How callers prove themselves.", "additionalProperties": false,
              "required": ["type"], "default": { "type": "none" }, "x-new": { "type": "signature" },
              "properties": {
                "type": {
                  "title": "Type", "x-literal": true, "description": "The method of proof.",
                  "enum": ["signature", "basic", "header", "jwt", "none"], "default": "none",
                  "x-danger": { "none": "Anyone who reaches this host may call it." }
                },
                "scheme": {
                  "title": "Scheme", "x-literal": true, "description": "Variant of the signature.",
                  "enum": ["standard", "github", "stripe", "slack", "shopify"], "default": "standard"
                },
                "credential": { "type": "string", "x-literal": true, "title": "Credential", "description": "Id of the credential that holds the secret." }
              }
            }
          }
        }
        """;
}
