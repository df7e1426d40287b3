using FlowForge.Api.Ai;
using FlowForge.Api.Answers;
using FlowForge.Api.Endpoints;
using FlowForge.Api.Listeners;
using FlowForge.Api.Mcp;
using FlowForge.Api.Previews;
using FlowForge.Api.Proxy;
using FlowForge.Api.Resume;
using FlowForge.Api.Writing;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Routing;

/// <summary>Every path of the API but <c>/hooks/{path}</c>, which has the table of the published workflows.</summary>
internal static class RouteTable
{
    private static readonly ApiQuery[] Paging =
    [
        new("limit", "Rows, 1 to 500; default 50.", IsNumber: true),
        new("after", "The `next` of the page before."),
    ];

    // Many may be started a second, so their callers do not wait for the entry.
    private static readonly RouteNote Started = new("run.started", "run") { IsAwaited = false };

    private static readonly ApiQuery[] Wait = [new("wait", "Seconds to wait for the run's end, 1 to 200.", IsNumber: true)];

    public static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("GET", "/nodes", "The catalogue of node kinds.", NodeEndpoints.List) { Role = ApiRole.Viewer, Query = Paging, Answers = (200, "KindList") },
        new("GET", "/nodes/{kind}", "One node kind: ports, parameter schema, help; of a custom kind its definition and ETag.", NodeEndpoints.Get)
        {
            Role = ApiRole.Viewer, Query = [new("version", "A version of a custom kind; default the newest.", IsNumber: true)], Answers = (200, "Kind"),
        },
        new("POST", "/nodes", "Adds a custom kind, once its tests have passed.", CustomKindEndpoints.Create) { Role = ApiRole.Operator, Note = new("kind.saved", "kind"), Body = ApiBody.Json, Answers = (201, "Kind") },
        new("PUT", "/nodes/{kind}", "Adds the next version of a custom kind; needs If-Match, or If-None-Match: * for a new one.", CustomKindEndpoints.Replace)
        {
            Role = ApiRole.Operator, Note = new("kind.saved", "kind:{kind}"), Body = ApiBody.Json, Answers = (200, "Kind"),
        },
        .. Workflows(),
        .. Runs(),
        .. Variables(),
        .. Credentials(),
        new("GET", "/audit", "What was changed and which credentials were used, newest first.", AuditEndpoints.List)
        {
            Role = ApiRole.Admin,
            Query = [.. Paging, new("subject", "Only of this subject, e.g. credential:shop."), new("actor", "Only by this actor, e.g. token:ci."),
                new("action", "Only of this action, e.g. workflow.saved."), new("from", "At or after this moment."), new("to", "Before this moment.")],
            Answers = (200, "AuditList"),
        },
        .. Tokens(),
        .. Tests(),
        .. Ai(),
        .. Mcp(),
        new("GET", "/resume/{token}", "Shows an approval or a webhook wait, as a page or as JSON; decides nothing.", ResumeEndpoint.Show) { IsCapability = true },
        new("POST", "/resume/{token}", "Decides an approval ({ decision: approved | rejected, … } as JSON or a form), or answers a webhook wait; once.", ResumeEndpoint.Decide)
        {
            IsCapability = true, Body = ApiBody.Json, Answers = (202, null),
        },
        new("GET", "/health/live", "Whether the process answers.", HealthEndpoints.Live) { IsOpen = true, Answers = (200, "Health") },
        new("GET", "/health/ready", "Whether every run of before has been taken up again.", HealthEndpoints.Ready) { IsOpen = true, Answers = (200, "Health") },
        new("GET", "/storage", "How large the store is, and what takes the room.", StorageEndpoint.Get) { Role = ApiRole.Viewer, Answers = (200, "Storage") },
        new("GET", "/metrics", "Metrics in the text format of Prometheus.", HealthEndpoints.Metrics) { Role = ApiRole.Viewer },
        new("GET", "/openapi.json", "This description.", HealthEndpoints.OpenApi) { Role = ApiRole.Viewer },
    ];

    private static ApiRoute[] Tokens() =>
    [
        new("GET", "/me", "Who the caller is to this host, and what they may do.", static call => new(new Answer.Json(200, writer => CallerWriting.Write(writer, call.Caller!)))) { Role = ApiRole.Viewer, Answers = (200, "Caller") },
        new("GET", "/tokens", "Tokens of the API by id; never their text.", TokenEndpoints.List) { Role = ApiRole.Admin, Answers = (200, "TokenList") },
        new("POST", "/tokens", "Makes a token with a role; its text is in this answer and nowhere else.", TokenEndpoints.Create)
        {
            Role = ApiRole.Admin, Note = new("token.created", "token"), Body = ApiBody.Json, Answers = (201, "Token"),
        },
        new("DELETE", "/tokens/{id}", "Takes a token back; it opens nothing any more.", TokenEndpoints.Delete) { Role = ApiRole.Admin, Note = new("token.revoked", "token:{id}"), Answers = (204, null) },
    ];

    private static ApiRoute[] Credentials() =>
    [
        new("GET", "/credentials", "Credentials by id; never their values.", CredentialEndpoints.List) { Role = ApiRole.Editor, Query = Paging, Answers = (200, "CredentialList") },
        new("GET", "/credential-types", "The types of credentials with their fields.", CredentialEndpoints.Types) { Role = ApiRole.Viewer, Answers = (200, "CredentialTypeList") },
        new("POST", "/credentials", "Keeps a new credential.", CredentialEndpoints.Create) { Role = ApiRole.Operator, Note = RouteNote.ByRoom, Body = ApiBody.Json, Answers = (201, "Credential") },
        new("GET", "/credentials/{id}", "What may be known of a credential.", CredentialEndpoints.Get) { Role = ApiRole.Editor, Answers = (200, "Credential") },
        new("PUT", "/credentials/{id}", "Changes a credential; needs If-Match, or If-None-Match: * for a new id.", CredentialEndpoints.Replace) { Role = ApiRole.Operator, Note = RouteNote.ByRoom, Body = ApiBody.Json, Answers = (200, "Credential") },
        new("DELETE", "/credentials/{id}", "Deletes a credential; needs If-Match.", CredentialEndpoints.Delete) { Role = ApiRole.Operator, Note = RouteNote.ByRoom, Answers = (204, null) },
        new("POST", "/credentials/{id}/test", "Whether a credential opens and, given a url, what a call with it answers.", CredentialEndpoints.Test) { Role = ApiRole.Operator, Note = RouteNote.ByRoom, Body = ApiBody.Json, Answers = (200, "CredentialTest") },
    ];

    private static ApiRoute[] Workflows() =>
    [
        new("GET", "/workflows", "Workflows by id, without their documents.", WorkflowEndpoints.List) { Role = ApiRole.Viewer, Query = Paging, Answers = (200, "WorkflowList") },
        new("POST", "/workflows", "Saves a new workflow under its own id.", WorkflowEndpoints.Create) { Role = ApiRole.Editor, Note = new("workflow.saved", "workflow"), Body = ApiBody.Document, Answers = (201, "Workflow") },
        new("POST", "/workflows/validate", "Says what is wrong with a document; saves nothing.", FormatEndpoints.Validate) { Role = ApiRole.Editor, Note = RouteNote.Nothing, Body = ApiBody.Document, Answers = (200, "Validation") },
        new("POST", "/workflows/join", "A document switched to join: all, with the nodes whose behaviour changes; saves nothing.", JoinEndpoint.Switch)
        {
            Role = ApiRole.Editor, Note = RouteNote.Nothing, Query = [new("to", "all, the only one.")], Body = ApiBody.Document, Answers = (200, "Switched"),
        },
        new("POST", "/import/n8n", "A workflow of n8n as a document, with a report; saves nothing.", ImportEndpoints.N8n)
        {
            Role = ApiRole.Editor, Note = RouteNote.Nothing, Query = [new("join", "each (as n8n runs it, the default) or all.")], Body = ApiBody.Json, Answers = (200, "Import"),
        },
        new("GET", "/workflows/{id}", "The newest version of a workflow, with its ETag.", WorkflowEndpoints.Get) { Role = ApiRole.Viewer, Answers = (200, "Workflow") },
        new("PUT", "/workflows/{id}", "Saves the next version; needs If-Match, or If-None-Match: * for a new id.", WorkflowEndpoints.Replace) { Role = ApiRole.Editor, Note = new("workflow.saved", "workflow:{id}"), Body = ApiBody.Document, Answers = (200, "Workflow") },
        new("DELETE", "/workflows/{id}", "Deletes a workflow and its versions; needs If-Match.", WorkflowEndpoints.Delete) { Role = ApiRole.Operator, Note = new("workflow.deleted", "workflow:{id}"), Answers = (204, null) },
        new("GET", "/workflows/{id}/versions", "Versions, newest first.", VersionEndpoints.List) { Role = ApiRole.Viewer, Query = Paging, Answers = (200, "VersionList") },
        new("GET", "/workflows/{id}/versions/{n}", "One version's document.", VersionEndpoints.Get) { Role = ApiRole.Viewer, Answers = (200, "Workflow") },
        new("POST", "/workflows/{id}/activate", "Publishes a version: its triggers go live.", PublicationEndpoints.Activate) { Role = ApiRole.Operator, Note = new("workflow.activated", "workflow:{id}"), Body = ApiBody.Json, Answers = (200, "Publication") },
        new("POST", "/workflows/{id}/deactivate", "Stops a workflow's triggers.", PublicationEndpoints.Deactivate) { Role = ApiRole.Operator, Note = new("workflow.deactivated", "workflow:{id}"), Answers = (200, "Publication") },
        new("GET", "/workflows/{id}/schedule", "When its schedules fire next, and what became of the last time.", ScheduleEndpoints.Get)
        {
            Role = ApiRole.Viewer, Query = [new("count", "Occurrences to list for each schedule, 1 to 100; default 10.", IsNumber: true)], Answers = (200, "Schedules"),
        },
        new("GET", "/workflows/{id}/export", "The newest version in another format.", FormatEndpoints.Export) { Role = ApiRole.Viewer, Query = [new("format", "yaml, json, mermaid or n8n.")] },
        new("GET", "/workflows/{id}/state", "What the workflow keeps between its runs: its own, and its nodes'.", StateEndpoints.Get) { Role = ApiRole.Viewer, Answers = (200, "State") },
        new("DELETE", "/workflows/{id}/state", "Forgets what the workflow keeps between its runs.", StateEndpoints.Delete) { Role = ApiRole.Operator, Note = new("state.deleted", "workflow:{id}"), Answers = (204, null) },
        new("POST", "/workflows/{id}/runs", "Starts a run of the newest version.", StartEndpoints.StartSaved) { Role = ApiRole.Editor, Note = Started, Query = Wait, Body = ApiBody.Json, Answers = (201, "Run") },
    ];

    private static ApiRoute[] Tests() =>
    [
        new("POST", "/expressions/preview", "The value of an expression at a moment of a run, or on sample items.", PreviewEndpoint.Preview)
        {
            Role = ApiRole.Editor, Note = RouteNote.Nothing, Body = ApiBody.Json,
            Answers = (200, "Preview"),
        },
        new("POST", "/proxy", "Makes a call for a run in a browser, under the host's egress policy and with a credential by id.", ProxyEndpoint.Send)
        {
            Role = ApiRole.Editor, Note = RouteNote.ByRoom, Body = ApiBody.Json,
            Answers = (200, "Called"),
        },
        new("POST", "/test-listeners", "Waits two minutes for one call of a webhook whose workflow need not be saved.", ListenerEndpoints.Open)
        {
            Role = ApiRole.Editor, Note = new("listener.opened", "listener"), Body = ApiBody.Json,
            Answers = (201, "TestListener"),
        },
        new("GET", "/test-listeners/{token}", "Where a test listener stands, and the run it gave.", ListenerEndpoints.Get)
        {
            Role = ApiRole.Editor, Query = [new("wait", "Seconds to wait for its call, 1 to 120.", IsNumber: true)],
            Answers = (200, "TestListener"),
        },
        new("DELETE", "/test-listeners/{token}", "Ends a test listener.", ListenerEndpoints.Delete) { Role = ApiRole.Editor, Note = new("listener.ended", "listener"), Answers = (204, null) },
    ];

    private static ApiRoute[] Ai() =>
    [
        new("GET", "/ai", "Whether there is a model to ask, and which; what to set when there is none. Never the key.", AiEndpoints.State) { Role = ApiRole.Viewer },
        new("POST", "/ai/workflow", "Proposes a change of a workflow, or a new one, of words; changes nothing. Streams events, or begins a job with 'Prefer: respond-async'.", AiEndpoints.Workflow)
        {
            Role = ApiRole.Editor, Note = new("ai.asked", "ai:workflow"), AsksModel = true, Body = ApiBody.Json, Answers = (200, "Proposal"),
        },
        new("POST", "/ai/chat", "Answers a person's turn of a conversation about a workflow, with a change that goes with it, or none.", AiEndpoints.Chat) { Role = ApiRole.Editor, Note = new("ai.asked", "ai:chat"), AsksModel = true, Body = ApiBody.Json, Answers = (200, "AiChat") },
        new("POST", "/ai/node", "Proposes a custom kind whose tests have passed; saves nothing.", AiEndpoints.Node) { Role = ApiRole.Editor, Note = new("ai.asked", "ai:node"), AsksModel = true, Body = ApiBody.Json, Answers = (200, "AiKind") },
        new("POST", "/ai/heal", "Proposes how a failure of a run may be mended; changes nothing.", AiEndpoints.Heal) { Role = ApiRole.Editor, Note = new("ai.asked", "ai:heal"), AsksModel = true, Body = ApiBody.Json, Answers = (200, "AiHeal") },
        new("GET", "/ai/jobs/{id}", "How far a job of the AI layer is, and what it came to.", AiJobEndpoints.Get) { Role = ApiRole.Editor, Answers = (200, "AiJob") },
        new("DELETE", "/ai/jobs/{id}", "Stops a job of the AI layer.", AiJobEndpoints.Delete) { Role = ApiRole.Editor, Note = RouteNote.Nothing, Answers = (204, null) },
    ];

    // What a tool does is a call of the route for it, with that route's role and entry in the audit log.
    private static ApiRoute[] Mcp() =>
    [
        new("POST", "/mcp", "The Model Context Protocol (streamable HTTP, stateless): one message of JSON-RPC.", McpEndpoint.Post) { Role = ApiRole.Viewer, Note = RouteNote.Nothing, Body = ApiBody.Json },
        new("GET", "/mcp/tools", "The tools that are offered over the Model Context Protocol.", McpToolEndpoints.List) { Role = ApiRole.Viewer, Answers = (200, "McpTools") },
        new("POST", "/mcp/tools/{name}", "Calls one of them; the body is { arguments }.", McpToolEndpoints.Call) { Role = ApiRole.Viewer, Note = RouteNote.Nothing, Body = ApiBody.Json, Answers = (200, "McpResult") },
    ];

    private static ApiRoute[] Variables() =>
    [
        new("GET", "/variables", "Variables by name, which expressions read as $vars.", VariableEndpoints.List) { Role = ApiRole.Viewer, Query = Paging, Answers = (200, "VariableList") },
        new("GET", "/variables/{name}", "One variable, with its ETag.", VariableEndpoints.Get) { Role = ApiRole.Viewer, Answers = (200, "Variable") },
        new("PUT", "/variables/{name}", "Sets a variable; the body is its value, any JSON, or { value }.", VariableEndpoints.Put) { Role = ApiRole.Operator, Note = new("variable.set", "variable:{name}"), Body = ApiBody.Json, Answers = (200, "Variable") },
        new("DELETE", "/variables/{name}", "Deletes a variable.", VariableEndpoints.Delete) { Role = ApiRole.Operator, Note = new("variable.deleted", "variable:{name}"), Answers = (204, null) },
    ];

    private static ApiRoute[] Runs() =>
    [
        new("POST", "/runs", "Runs a document that is not saved, or a given version.", StartEndpoints.Start) { Role = ApiRole.Editor, Note = Started, Query = Wait, Body = ApiBody.Json, Answers = (201, "Run") },
        new("GET", "/runs", "Runs, newest first.", RunEndpoints.List)
        {
            Role = ApiRole.Viewer, Query = [.. Paging, new("workflow", "Id of the workflow."), new("status", "Status."), new("from", "Started at or after."), new("to", "Started before."),
                new("text", "In the run's id, its workflow's id or name, its failure, or what it was started with; up to 200 characters.")],
            Answers = (200, "RunList"),
        },
        new("GET", "/runs/{id}", "A run with its output, failure and open waits.", RunEndpoints.Get) { Role = ApiRole.Viewer, Answers = (200, "Run") },
        new("DELETE", "/runs/{id}", "Deletes an ended run.", RunEndpoints.Delete) { Role = ApiRole.Operator, Note = new("run.deleted", "run:{id}"), Answers = (204, null) },
        new("GET", "/runs/{id}/workflow", "The document the run is pinned to.", RunEndpoints.Workflow) { Role = ApiRole.Viewer, Query = [new("revision", "Revision; 0 is the start's.", IsNumber: true)], Answers = (200, "Workflow") },
        new("GET", "/runs/{id}/frames", "Frames by sequence.", FrameEndpoints.List)
        {
            Role = ApiRole.Viewer, Query = [.. Paging, new("node", "Id of the node."), new("iteration", "Path of the iteration."), new("status", "Status."), new("items", "first (the default), or none to count items only.")],
            Answers = (200, "FrameList"),
        },
        new("GET", "/runs/{id}/frames/{seq}/items", "Items of one port of a frame.", FrameEndpoints.Items)
        {
            Role = ApiRole.Viewer, Query = [.. Paging, new("side", "input or output; default output."), new("port", "The port; default the first."), new("offset", "Index of the first item.", IsNumber: true)],
            Answers = (200, "ItemList"),
        },
        new("GET", "/runs/{id}/binary/{ref}", "The bytes of a binary that an item of the run names, whole or one range.", BinaryEndpoint.Get)
        {
            Role = ApiRole.Viewer, Answers = (200, OpenApi.OpenApiSchemas.Bytes),
        },
        new("GET", "/runs/{id}/test", "A test of the workflow, made of the run: what reached outside mocked, what each node gave expected.", TestEndpoint.OfRun)
        {
            Role = ApiRole.Viewer, Query = [new("format", "json (the default) or yaml.")], Answers = (200, "WorkflowTest"),
        },
        new("GET", "/runs/{id}/events", "Server-sent events: frames as they happen, from Last-Event-ID.", EventEndpoint.Watch)
        {
            Role = ApiRole.Viewer, Query = [new("items", "first (the default), or none to count items only.")],
        },
        new("POST", "/runs/{id}/fork", "Begins a new run from a frame of this one, with what does not depend on it kept.", ForkEndpoint.Fork) { Role = ApiRole.Editor, Note = new("run.forked", "run:{id}"), Query = Wait, Body = ApiBody.Json, Answers = (201, "Run") },
        new("GET", "/runs/{id}/proposals", "The changes with which the run has gone on, as proposals, with the revision each gave; then what was proposed for its pauses.", ProposalEndpoint.List) { Role = ApiRole.Viewer, Answers = (200, "ProposalList") },
        new("DELETE", "/runs/{id}/proposals/{pause}", "Notes that what is proposed for a pause is not wanted; the run stays paused.", ProposalEndpoint.Reject) { Role = ApiRole.Editor, Note = new("proposal.rejected", "run:{id}"), Answers = (204, null) },
        new("POST", "/runs/{id}/resume", "Answers a pause of a run: retry, apply, items, skip, fail or continue.", PauseEndpoint.Resume) { Role = ApiRole.Editor, Note = new("run.resumed", "run:{id}"), Body = ApiBody.Json, Answers = (200, "Run") },
        new("POST", "/runs/{id}/cancel", "Ends a live run.", RunEndpoints.Cancel) { Role = ApiRole.Editor, Note = new("run.cancelled", "run:{id}"), Answers = (202, "Run") },
        new("POST", "/runs/{id}/signals/{name}", "Sends a signal to a run; one with the Idempotency-Key of another is ignored.", SignalEndpoints.Send) { Role = ApiRole.Editor, Note = new("run.signalled", "run:{id}") { IsAwaited = false }, Body = ApiBody.Json, Answers = (202, "Run") },
    ];
}
