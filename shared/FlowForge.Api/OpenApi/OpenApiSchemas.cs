namespace FlowForge.Api.OpenApi;

/// <summary>The schemas that the OpenAPI document names.</summary>
internal static class OpenApiSchemas
{
    /// <summary>What stands in a schema's place for an answer that is bytes of any type.</summary>
    public const string Bytes = "*/*";

    /// <summary>The <c>components</c> object.</summary>
    public const string Components =
        """
        {
          "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
          "schemas": {
            "Problem": { "type": "object", "required": ["title", "status", "detail", "code"], "properties": {
              "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" }, "detail": { "type": "string" },
              "code": { "type": "string" }, "runId": { "type": "string" },
              "problems": { "type": "array", "items": { "$ref": "#/components/schemas/DocumentProblem" } } } },
            "DocumentProblem": { "type": "object", "required": ["code", "path", "message", "severity"], "properties": {
              "code": { "type": "string" }, "path": { "type": "string" }, "message": { "type": "string" },
              "severity": { "enum": ["error", "warning"] }, "line": { "type": "integer" }, "column": { "type": "integer" },
              "nodes": { "type": "array", "items": { "type": "string" } } } },
            "Validation": { "type": "object", "required": ["valid", "problems"], "properties": {
              "valid": { "type": "boolean" }, "problems": { "type": "array", "items": { "$ref": "#/components/schemas/DocumentProblem" } } } },
            "Switched": { "type": "object", "required": ["workflow", "changes", "problems"], "properties": {
              "workflow": { "$ref": "#/components/schemas/Workflow" },
              "changes": { "type": "array", "items": { "type": "object", "properties": { "node": { "type": "string" }, "message": { "type": "string" } } } },
              "problems": { "type": "array", "items": { "$ref": "#/components/schemas/DocumentProblem" } } } },
            "WorkflowTest": { "type": "object", "required": ["flowforgeTest", "expect"], "properties": {
              "flowforgeTest": { "const": 1 }, "name": { "type": "string" }, "workflow": { "type": "string" }, "workflowId": { "type": "string" }, "trigger": { "type": "string" },
              "now": { "type": "string" }, "variables": { "type": "object" }, "items": { "type": "array", "items": { "type": "object" } }, "calls": { "type": "array", "items": { "type": "object" } },
              "mocks": { "type": "object" }, "expect": { "type": "object" }, "ignore": { "type": "object" } } },
            "Import": { "type": "object", "required": ["workflow", "report"], "properties": {
              "workflow": { "$ref": "#/components/schemas/Workflow" }, "report": { "type": "object", "properties": {
                "nodes": { "type": "object", "properties": { "total": { "type": "integer" }, "mapped": { "type": "integer" }, "placeholders": { "type": "integer" } } },
                "mapped": { "type": "array", "items": { "type": "object" } }, "placeholders": { "type": "array", "items": { "type": "object" } },
                "credentials": { "type": "array", "items": { "type": "object" } }, "expressions": { "type": "array", "items": { "type": "object" } },
                "repairs": { "type": "array", "items": { "type": "object" } }, "remarks": { "type": "array", "items": { "type": "object" } },
                "changes": { "type": "array", "items": { "type": "object" } }, "notes": { "type": "integer" },
                "problems": { "type": "array", "items": { "$ref": "#/components/schemas/DocumentProblem" } } } } } },
            "Proposal": { "type": "object", "required": ["operations", "workflow", "explanation", "assumptions", "questions", "validation", "capabilities"], "properties": {
              "operations": { "type": "array", "items": { "type": "object" } }, "workflow": { "$ref": "#/components/schemas/Workflow" },
              "explanation": { "type": "string" }, "assumptions": { "type": "array", "items": { "type": "string" } }, "questions": { "type": "array", "items": { "type": "string" } },
              "validation": { "type": "array", "items": { "$ref": "#/components/schemas/DocumentProblem" } }, "capabilities": { "type": "array", "items": { "type": "object" } },
              "usage": { "$ref": "#/components/schemas/AiUsage" }, "revision": { "type": "integer" } } },
            "AiUsage": { "type": "object", "properties": { "calls": { "type": "integer" }, "promptTokens": { "type": "integer" }, "replyTokens": { "type": "integer" }, "cost": { "type": "number" } } },
            "AiChat": { "type": "object", "required": ["text"], "properties": { "text": { "type": "string" }, "proposal": { "$ref": "#/components/schemas/Proposal" }, "usage": { "$ref": "#/components/schemas/AiUsage" } } },
            "AiKind": { "type": "object", "required": ["definition", "explanation"], "properties": { "definition": { "type": "object" }, "explanation": { "type": "string" }, "usage": { "$ref": "#/components/schemas/AiUsage" } } },
            "AiHeal": { "type": "object", "required": ["cause", "action", "explanation"], "properties": { "cause": { "type": "string" }, "action": { "enum": ["change", "items", "retry", "none"] }, "explanation": { "type": "string" },
              "trial": { "type": "object", "properties": { "outcome": { "enum": ["passed", "failed", "notTried"] }, "detail": { "type": "string" } } }, "retryAfterSeconds": { "type": "integer" },
              "data": { "type": "object", "required": ["item", "values", "items"], "properties": { "item": { "type": "integer" }, "values": { "type": "array", "items": { "type": "object", "properties": {
                "path": { "type": "array", "items": {} }, "field": { "type": "string" }, "before": {}, "value": {} } } }, "items": { "type": "object" } } },
              "proposal": { "$ref": "#/components/schemas/Proposal" }, "usage": { "$ref": "#/components/schemas/AiUsage" } } },
            "AiJob": { "type": "object", "required": ["job", "status", "attempt", "text"], "properties": { "job": { "type": "string" }, "status": { "enum": ["running", "done", "failed"] },
              "attempt": { "type": "integer" }, "text": { "type": "string" }, "result": { "type": "object" }, "problem": { "$ref": "#/components/schemas/Problem" } } },
            "McpTools": { "type": "object", "required": ["items"], "properties": { "items": { "type": "array", "items": { "type": "object", "required": ["name", "description", "inputSchema"],
              "properties": { "name": { "type": "string" }, "description": { "type": "string" }, "inputSchema": { "type": "object" }, "readOnly": { "type": "boolean" } } } } } },
            "McpResult": { "type": "object", "required": ["text", "isError"], "properties": { "text": { "type": "string" }, "isError": { "type": "boolean" } } },
            "Health": { "type": "object", "properties": { "status": { "type": "string" }, "storage": { "$ref": "#/components/schemas/StorageSize" } } },
            "StorageSize": { "type": "object", "properties": {
              "bytes": { "type": "integer" }, "freeBytes": { "type": "integer" }, "logBytes": { "type": "integer" } } },
            "Storage": { "allOf": [ { "$ref": "#/components/schemas/StorageSize" }, { "type": "object", "properties": {
              "complete": { "type": "boolean" }, "documents": { "type": "integer" }, "documentBytes": { "type": "integer" }, "leftovers": { "type": "integer" },
              "workflows": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" }, "runs": { "type": "integer" },
                "frameBytes": { "type": "integer" }, "payloadBytes": { "type": "integer" } } } } } } ] },
            "Workflow": { "type": "object", "required": ["flowforge", "id", "graph"], "properties": {
              "flowforge": { "const": 1 }, "id": { "type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$" }, "name": { "type": "string" },
              "version": { "type": "integer" }, "config": { "type": "object" }, "graph": { "type": "object", "properties": {
                "nodes": { "type": "array", "items": { "type": "object" } }, "edges": { "type": "array", "items": { "type": "object" } } } } } },
            "WorkflowRow": { "type": "object", "properties": {
              "id": { "type": "string" }, "name": { "type": "string" }, "version": { "type": "integer" }, "publishedVersion": { "type": "integer" },
              "active": { "type": "boolean" }, "hash": { "type": "string" }, "etag": { "type": "string" },
              "savedAt": { "type": "string", "format": "date-time" } } },
            "Publication": { "allOf": [ { "$ref": "#/components/schemas/WorkflowRow" }, { "type": "object", "properties": { "hooks": { "type": "array", "items": {
              "type": "object", "properties": { "node": { "type": "string" }, "method": { "type": "string" }, "path": { "type": "string" } } } },
              "problems": { "type": "array", "items": { "$ref": "#/components/schemas/DocumentProblem" } } } } ] },
            "Schedules": { "type": "object", "required": ["workflowId", "version", "active", "schedules"], "properties": {
              "workflowId": { "type": "string" }, "version": { "type": "integer" }, "active": { "type": "boolean" },
              "schedules": { "type": "array", "items": { "type": "object", "required": ["node", "timezone", "missed", "next"], "properties": {
                "node": { "type": "string" }, "cron": { "type": "string" }, "everySeconds": { "type": "integer" }, "timezone": { "type": "string" },
                "missed": { "enum": ["skip", "once", "all"] },
                "overlap": { "enum": ["allow", "skip", "queue"] }, "next": { "type": "array", "items": { "type": "string", "format": "date-time" } },
                "last": { "type": "object", "required": ["occurrence"], "properties": { "occurrence": { "type": "string", "format": "date-time" },
                  "runId": { "type": "string" }, "failure": { "$ref": "#/components/schemas/Failure" } } } } } } } },
            "Version": { "type": "object", "properties": {
              "version": { "type": "integer" }, "hash": { "type": "string" }, "savedAt": { "type": "string", "format": "date-time" } } },
            "Kind": { "type": "object", "properties": {
              "kind": { "type": "string" }, "version": { "type": "integer" }, "title": { "type": "string" }, "group": { "type": "string" },
              "summary": { "type": "string" }, "help": { "type": "string" }, "icon": { "type": "string" },
              "inputs": { "type": "array", "items": { "type": "string" } }, "outputs": { "type": "array", "items": { "type": "string" } },
              "parameterSchema": { "type": "object" }, "example": {}, "isTrigger": { "type": "boolean" }, "isLoop": { "type": "boolean" },
              "suspends": { "type": "boolean" }, "replies": { "type": "boolean" }, "runsIn": { "type": "array", "items": { "type": "string" } },
              "credentialSlots": { "type": "array", "items": { "type": "string" } } } },
            "Failure": { "type": "object", "required": ["code", "message"], "properties": {
              "code": { "type": "string" }, "message": { "type": "string" }, "nodeId": { "type": "string" }, "item": { "type": "integer" },
              "position": { "type": "integer" }, "retryable": { "type": "boolean" }, "retryAfterSeconds": { "type": "integer" }, "stack": { "type": "string" } } },
            "Called": { "type": "object", "properties": { "status": { "type": "integer" }, "headers": { "type": "object", "additionalProperties": { "type": "string" } },
              "url": { "type": "string" }, "body": { "type": "string", "contentEncoding": "base64" }, "failure": { "$ref": "#/components/schemas/Failure" } } },
            "Preview": { "type": "object", "properties": {
              "value": {}, "type": { "enum": ["string", "number", "boolean", "object", "array", "null"] }, "truncated": { "type": "boolean" },
              "bytes": { "type": "integer" }, "start": { "type": "string" }, "failure": { "$ref": "#/components/schemas/Failure" } } },
            "TestListener": { "type": "object", "required": ["token", "url", "method", "node", "state", "expires"], "properties": {
              "token": { "type": "string" }, "url": { "type": "string" }, "method": { "type": "string" }, "node": { "type": "string" },
              "state": { "enum": ["waiting", "used", "expired"] }, "expires": { "type": "string", "format": "date-time" }, "run": { "type": "string" } } },
            "Item": { "type": "object", "required": ["json"], "properties": { "json": { "type": "object" }, "binary": { "type": "object",
              "additionalProperties": { "$ref": "#/components/schemas/Binary" } } } },
            "Binary": { "type": "object", "required": ["ref", "mime", "size"], "properties": {
              "ref": { "type": "string" }, "mime": { "type": "string" }, "fileName": { "type": "string" }, "size": { "type": "integer" } } },
            "Run": { "type": "object", "required": ["id", "workflowId", "version", "hash", "status", "startedAt"], "properties": {
              "id": { "type": "string" }, "workflowId": { "type": "string" }, "workflowName": { "type": "string" }, "version": { "type": "integer" }, "hash": { "type": "string" },
              "mode": { "enum": ["api", "manual", "webhook", "schedule", "workflow", "error"] },
              "part": { "type": "object", "properties": { "upTo": { "type": "string" }, "pinned": { "type": "boolean" }, "breakpoints": { "type": "array", "items": { "type": "string" } } } },
              "status": { "enum": ["QUEUED", "RUNNING", "WAITING", "PAUSED", "COMPLETED", "FAILED", "CANCELLED"] },
              "startedAt": { "type": "string", "format": "date-time" }, "endedAt": { "type": "string", "format": "date-time" },
              "output": { "type": "array", "items": { "$ref": "#/components/schemas/Item" } }, "outputCount": { "type": "integer" },
              "failure": { "$ref": "#/components/schemas/Failure" }, "forkedFrom": { "type": "string" }, "caller": { "type": "object", "properties": {
                "run": { "type": "string" }, "node": { "type": "string" }, "iteration": { "type": "string" }, "attempt": { "type": "integer" }, "item": { "type": "integer" } } },
              "waits": { "type": "array", "items": { "type": "object" } },
              "pauses": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" }, "node": { "type": "string" }, "iteration": { "type": "string" },
                "reason": { "type": "string", "enum": ["failure", "breakpoint"] }, "failure": { "$ref": "#/components/schemas/Failure" }, "until": { "type": "string", "format": "date-time" } } } } } },
            "Ports": { "type": "object", "additionalProperties": { "type": "object", "properties": {
              "count": { "type": "integer" }, "items": { "type": "array", "items": { "$ref": "#/components/schemas/Item" } } } } },
            "Frame": { "type": "object", "required": ["runId", "sequence", "nodeId", "iteration", "attempt", "timestamp", "status", "side"], "properties": {
              "runId": { "type": "string" }, "sequence": { "type": "integer" }, "nodeId": { "type": "string" }, "iteration": { "type": "string" },
              "attempt": { "type": "integer" }, "timestamp": { "type": "string", "format": "date-time" },
              "status": { "enum": ["PENDING", "RUNNING", "WAITING", "COMPLETED", "FAILED", "SKIPPED", "CANCELLED"] },
              "side": { "enum": ["ingress", "egress"] }, "revision": { "type": "integer" }, "given": { "const": true },
              "input": { "$ref": "#/components/schemas/Ports" }, "output": { "$ref": "#/components/schemas/Ports" },
              "failure": { "$ref": "#/components/schemas/Failure" }, "metrics": { "type": "object", "properties": { "durationMs": { "type": "number" }, "tokensIn": { "type": "integer" }, "tokensOut": { "type": "integer" }, "cost": { "type": "number" } } },
              "state": { "type": "array", "items": { "$ref": "#/components/schemas/StateChange" } }, "console": { "type": "string" }, "note": { "type": "string" } } },
            "State": { "type": "object", "required": ["global", "nodes"], "properties": {
              "global": { "type": "object" }, "nodes": { "type": "object", "additionalProperties": { "type": "object" } } } },
            "StateChange": { "type": "object", "required": ["set"], "properties": {
              "scope": { "type": "string" }, "set": { "type": "object" }, "remove": { "type": "array", "items": { "type": "string" } } } },
            "Variable": { "type": "object", "required": ["name", "value", "etag", "updatedAt"], "properties": {
              "name": { "type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$" }, "value": {}, "etag": { "type": "string" },
              "updatedAt": { "type": "string", "format": "date-time" } } },
            "VariableList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Variable" } }, "next": { "type": ["string", "null"] } } },
            "Credential": { "type": "object", "required": ["id", "name", "type", "origins", "version"], "properties": {
              "id": { "type": "string" }, "name": { "type": "string" }, "type": { "type": "string" },
              "origins": { "type": "array", "items": { "type": "string" } }, "version": { "type": "integer" }, "etag": { "type": "string" },
              "createdAt": { "type": "string", "format": "date-time" }, "changedAt": { "type": "string", "format": "date-time" },
              "values": { "type": "object", "writeOnly": true, "additionalProperties": { "type": "string" } } } },
            "CredentialList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Credential" } }, "next": { "type": ["string", "null"] } } },
            "CredentialTypeList": { "type": "object", "properties": { "items": { "type": "array", "items": { "type": "object", "properties": {
              "name": { "type": "string" }, "title": { "type": "string" }, "summary": { "type": "string" }, "outgoing": { "type": "boolean" }, "incoming": { "type": "boolean" },
              "fields": { "type": "array", "items": { "type": "object" } } } } } } },
            "CredentialTest": { "type": "object", "properties": { "ok": { "type": "boolean" }, "status": { "type": "integer" }, "message": { "type": "string" } } },
            "Caller": { "type": "object", "required": ["actor", "role"], "properties": { "actor": { "type": "string" }, "role": { "$ref": "#/components/schemas/Role" } } },
            "Role": { "enum": ["viewer", "editor", "operator", "admin"] },
            "Token": { "type": "object", "required": ["id", "name", "role", "createdAt"], "properties": { "id": { "type": "string" }, "name": { "type": "string" },
              "role": { "$ref": "#/components/schemas/Role" }, "createdAt": { "type": "string", "format": "date-time" }, "expiresAt": { "type": "string", "format": "date-time" },
              "token": { "type": "string" } } },
            "TokenList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Token" } }, "next": { "type": ["string", "null"] } } },
            "AuditList": { "type": "object", "properties": { "items": { "type": "array", "items": { "type": "object", "properties": {
              "at": { "type": "string", "format": "date-time" }, "actor": { "type": "string" }, "action": { "type": "string" }, "subject": { "type": "string" },
              "detail": { "type": "string" } } } }, "next": { "type": ["string", "null"] } } },
            "KindList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Kind" } }, "next": { "type": ["string", "null"] } } },
            "WorkflowList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/WorkflowRow" } }, "next": { "type": ["string", "null"] } } },
            "VersionList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Version" } }, "next": { "type": ["string", "null"] } } },
            "RunList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Run" } }, "next": { "type": ["string", "null"] } } },
            "ProposalList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Proposal" } }, "next": { "type": ["string", "null"] } } },
            "FrameList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Frame" } }, "next": { "type": ["string", "null"] } } },
            "ItemList": { "type": "object", "properties": { "items": { "type": "array", "items": { "$ref": "#/components/schemas/Item" } },
              "count": { "type": "integer" }, "offset": { "type": "integer" }, "next": { "type": ["string", "null"] } } }
          }
        }
        """;
}
