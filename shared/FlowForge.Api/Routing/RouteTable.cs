using FlowForge.Api.Endpoints;
using FlowForge.Api.Listeners;
using FlowForge.Api.Previews;
using FlowForge.Api.Proxy;
using FlowForge.Api.Resume;

namespace FlowForge.Api.Routing;

/// <summary>Every path of the API but <c>/hooks/{path}</c>, which has the table of the published workflows.</summary>
internal static class RouteTable
{
    private static readonly KeyValuePair<string, string>[] Paging =
    [
        new("limit", "Rows, 1 to 500; default 50."),
        new("after", "The `next` of the page before."),
    ];

    private static readonly KeyValuePair<string, string>[] Wait = [new("wait", "Seconds to wait for the run's end, 1 to 200.")];

    public static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("GET", "/nodes", "The catalogue of node kinds.", NodeEndpoints.List) { Query = Paging, Answers = (200, "KindList") },
        new("GET", "/nodes/{kind}", "One node kind: ports, parameter schema, help; of a custom kind its definition and ETag.", NodeEndpoints.Get)
        {
            Query = [new("version", "A version of a custom kind; default the newest.")], Answers = (200, "Kind"),
        },
        new("POST", "/nodes", "Adds a custom kind, once its tests have passed.", CustomKindEndpoints.Create) { Body = ApiBody.Json, Answers = (201, "Kind") },
        new("PUT", "/nodes/{kind}", "Adds the next version of a custom kind; needs If-Match, or If-None-Match: * for a new one.", CustomKindEndpoints.Replace)
        {
            Body = ApiBody.Json, Answers = (200, "Kind"),
        },
        .. Workflows(),
        .. Runs(),
        .. Variables(),
        .. Credentials(),
        new("GET", "/audit", "What was changed and which credentials were used, newest first.", AuditEndpoints.List)
        {
            Query = [.. Paging, new("subject", "Only of this subject, e.g. credential:shop.")], Answers = (200, "AuditList"),
        },
        .. Tests(),
        new("GET", "/resume/{token}", "Shows an approval or a webhook wait, as a page or as JSON; decides nothing.", ResumeEndpoint.Show) { IsCapability = true },
        new("POST", "/resume/{token}", "Decides an approval ({ decision: approved | rejected, … } as JSON or a form), or answers a webhook wait; once.", ResumeEndpoint.Decide)
        {
            IsCapability = true, Body = ApiBody.Json, Answers = (202, null),
        },
        new("GET", "/health/live", "Whether the process answers.", HealthEndpoints.Live) { IsOpen = true, Answers = (200, "Health") },
        new("GET", "/health/ready", "Whether every run of before has been taken up again.", HealthEndpoints.Ready) { IsOpen = true, Answers = (200, "Health") },
        new("GET", "/storage", "How large the store is, and what takes the room.", StorageEndpoint.Get) { Answers = (200, "Storage") },
        new("GET", "/metrics", "Metrics in the text format of Prometheus.", HealthEndpoints.Metrics),
        new("GET", "/openapi.json", "This description.", HealthEndpoints.OpenApi),
    ];

    private static ApiRoute[] Credentials() =>
    [
        new("GET", "/credentials", "Credentials by id; never their values.", CredentialEndpoints.List) { Query = Paging, Answers = (200, "CredentialList") },
        new("GET", "/credential-types", "The types of credentials with their fields.", CredentialEndpoints.Types) { Answers = (200, "CredentialTypeList") },
        new("POST", "/credentials", "Keeps a new credential.", CredentialEndpoints.Create) { Body = ApiBody.Json, Answers = (201, "Credential") },
        new("GET", "/credentials/{id}", "What may be known of a credential.", CredentialEndpoints.Get) { Answers = (200, "Credential") },
        new("PUT", "/credentials/{id}", "Changes a credential; needs If-Match, or If-None-Match: * for a new id.", CredentialEndpoints.Replace) { Body = ApiBody.Json, Answers = (200, "Credential") },
        new("DELETE", "/credentials/{id}", "Deletes a credential; needs If-Match.", CredentialEndpoints.Delete) { Answers = (204, null) },
        new("POST", "/credentials/{id}/test", "Whether a credential opens and, given a url, what a call with it answers.", CredentialEndpoints.Test) { Body = ApiBody.Json, Answers = (200, "CredentialTest") },
    ];

    private static ApiRoute[] Workflows() =>
    [
        new("GET", "/workflows", "Workflows by id, without their documents.", WorkflowEndpoints.List) { Query = Paging, Answers = (200, "WorkflowList") },
        new("POST", "/workflows", "Saves a new workflow under its own id.", WorkflowEndpoints.Create) { Body = ApiBody.Document, Answers = (201, "Workflow") },
        new("POST", "/workflows/validate", "Says what is wrong with a document; saves nothing.", FormatEndpoints.Validate) { Body = ApiBody.Document, Answers = (200, "Validation") },
        new("POST", "/import/n8n", "A workflow of n8n as a document, with a report; saves nothing.", ImportEndpoints.N8n)
        {
            Query = [new("join", "each (as n8n runs it, the default) or all.")], Body = ApiBody.Json, Answers = (200, "Import"),
        },
        new("GET", "/workflows/{id}", "The newest version of a workflow, with its ETag.", WorkflowEndpoints.Get) { Answers = (200, "Workflow") },
        new("PUT", "/workflows/{id}", "Saves the next version; needs If-Match, or If-None-Match: * for a new id.", WorkflowEndpoints.Replace) { Body = ApiBody.Document, Answers = (200, "Workflow") },
        new("DELETE", "/workflows/{id}", "Deletes a workflow and its versions; needs If-Match.", WorkflowEndpoints.Delete) { Answers = (204, null) },
        new("GET", "/workflows/{id}/versions", "Versions, newest first.", VersionEndpoints.List) { Query = Paging, Answers = (200, "VersionList") },
        new("GET", "/workflows/{id}/versions/{n}", "One version's document.", VersionEndpoints.Get) { Answers = (200, "Workflow") },
        new("POST", "/workflows/{id}/activate", "Publishes a version: its triggers go live.", PublicationEndpoints.Activate) { Body = ApiBody.Json, Answers = (200, "Publication") },
        new("POST", "/workflows/{id}/deactivate", "Stops a workflow's triggers.", PublicationEndpoints.Deactivate) { Answers = (200, "Publication") },
        new("GET", "/workflows/{id}/schedule", "When its schedules fire next, and what became of the last time.", ScheduleEndpoints.Get)
        {
            Query = [new("count", "Occurrences to list for each schedule, 1 to 100; default 10.")], Answers = (200, "Schedules"),
        },
        new("GET", "/workflows/{id}/export", "The newest version in another format.", FormatEndpoints.Export) { Query = [new("format", "yaml, json, mermaid or n8n.")] },
        new("GET", "/workflows/{id}/state", "What the workflow keeps between its runs: its own, and its nodes'.", StateEndpoints.Get) { Answers = (200, "State") },
        new("DELETE", "/workflows/{id}/state", "Forgets what the workflow keeps between its runs.", StateEndpoints.Delete) { Answers = (204, null) },
        new("POST", "/workflows/{id}/runs", "Starts a run of the newest version.", StartEndpoints.StartSaved) { Query = Wait, Body = ApiBody.Json, Answers = (201, "Run") },
    ];

    private static ApiRoute[] Tests() =>
    [
        new("POST", "/expressions/preview", "The value of an expression at a moment of a run, or on sample items.", PreviewEndpoint.Preview)
        {
            Body = ApiBody.Json,
            Answers = (200, "Preview"),
        },
        new("POST", "/proxy", "Makes a call for a run in a browser, under the host's egress policy and with a credential by id.", ProxyEndpoint.Send)
        {
            Body = ApiBody.Json,
            Answers = (200, "Called"),
        },
        new("POST", "/test-listeners", "Waits two minutes for one call of a webhook whose workflow need not be saved.", ListenerEndpoints.Open)
        {
            Body = ApiBody.Json,
            Answers = (201, "TestListener"),
        },
        new("GET", "/test-listeners/{token}", "Where a test listener stands, and the run it gave.", ListenerEndpoints.Get)
        {
            Query = [new("wait", "Seconds to wait for its call, 1 to 120.")],
            Answers = (200, "TestListener"),
        },
        new("DELETE", "/test-listeners/{token}", "Ends a test listener.", ListenerEndpoints.Delete) { Answers = (204, null) },
    ];

    private static ApiRoute[] Variables() =>
    [
        new("GET", "/variables", "Variables by name, which expressions read as $vars.", VariableEndpoints.List) { Query = Paging, Answers = (200, "VariableList") },
        new("GET", "/variables/{name}", "One variable, with its ETag.", VariableEndpoints.Get) { Answers = (200, "Variable") },
        new("PUT", "/variables/{name}", "Sets a variable; the body is its value, any JSON, or { value }.", VariableEndpoints.Put) { Body = ApiBody.Json, Answers = (200, "Variable") },
        new("DELETE", "/variables/{name}", "Deletes a variable.", VariableEndpoints.Delete) { Answers = (204, null) },
    ];

    private static ApiRoute[] Runs() =>
    [
        new("POST", "/runs", "Runs a document that is not saved, or a given version.", StartEndpoints.Start) { Query = Wait, Body = ApiBody.Json, Answers = (201, "Run") },
        new("GET", "/runs", "Runs, newest first.", RunEndpoints.List)
        {
            Query = [.. Paging, new("workflow", "Id of the workflow."), new("status", "Status."), new("from", "Started at or after."), new("to", "Started before."),
                new("text", "In the run's id, its workflow's id or name, its failure, or what it was started with; up to 200 characters.")],
            Answers = (200, "RunList"),
        },
        new("GET", "/runs/{id}", "A run with its output, failure and open waits.", RunEndpoints.Get) { Answers = (200, "Run") },
        new("DELETE", "/runs/{id}", "Deletes an ended run.", RunEndpoints.Delete) { Answers = (204, null) },
        new("GET", "/runs/{id}/workflow", "The document the run is pinned to.", RunEndpoints.Workflow) { Query = [new("revision", "Revision; 0 is the start's.")], Answers = (200, "Workflow") },
        new("GET", "/runs/{id}/frames", "Frames by sequence.", FrameEndpoints.List)
        {
            Query = [.. Paging, new("node", "Id of the node."), new("iteration", "Path of the iteration."), new("status", "Status."), new("items", "first (the default), or none to count items only.")],
            Answers = (200, "FrameList"),
        },
        new("GET", "/runs/{id}/frames/{seq}/items", "Items of one port of a frame.", FrameEndpoints.Items)
        {
            Query = [.. Paging, new("side", "input or output; default output."), new("port", "The port; default the first."), new("offset", "Index of the first item.")],
            Answers = (200, "ItemList"),
        },
        new("GET", "/runs/{id}/binary/{ref}", "The bytes of a binary that an item of the run names, whole or one range.", BinaryEndpoint.Get)
        {
            Answers = (200, OpenApi.OpenApiSchemas.Bytes),
        },
        new("GET", "/runs/{id}/events", "Server-sent events: frames as they happen, from Last-Event-ID.", EventEndpoint.Watch)
        {
            Query = [new("items", "first (the default), or none to count items only.")],
        },
        new("POST", "/runs/{id}/fork", "Begins a new run from a frame of this one, with what does not depend on it kept.", ForkEndpoint.Fork) { Query = Wait, Body = ApiBody.Json, Answers = (201, "Run") },
        new("POST", "/runs/{id}/resume", "Answers a pause of a run: retry, apply, items, skip, fail or continue.", PauseEndpoint.Resume) { Body = ApiBody.Json, Answers = (200, "Run") },
        new("POST", "/runs/{id}/cancel", "Ends a live run.", RunEndpoints.Cancel) { Answers = (202, "Run") },
        new("POST", "/runs/{id}/signals/{name}", "Sends a signal to a run; one with the Idempotency-Key of another is ignored.", SignalEndpoints.Send) { Body = ApiBody.Json, Answers = (202, "Run") },
    ];
}
