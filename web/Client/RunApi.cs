using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Here;
using FlowForge.Web.Running.Heals;

namespace FlowForge.Web.Client;

/// <summary>Runs on the server, and those of this browser, which are known by their ids.</summary>
public sealed class RunApi(ApiClient api)
{
    /// <summary>Runs a document as it stands, saved or not.</summary>
    /// <param name="workflow">The document.</param>
    /// <param name="trigger">Id of the trigger that fires, or null for the only one.</param>
    /// <param name="items">The trigger's items, a list of <c>{ json }</c>; null for one empty item.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="place">Where it runs.</param>
    public Task<ApiAnswer> StartAsync(Workflow workflow, string? trigger, JsonElement? items, RunOptions options, RunPlace place = RunPlace.Server) =>
        api.SendAsync(HttpMethod.Post, $"{Root(place)}/runs", JsonText.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("workflow");
            writer.WriteRawValue(WorkflowJson.Write(workflow), skipInputValidation: true);
            if (trigger is not null)
            {
                writer.WriteString("trigger", trigger);
            }

            if (items is { } given)
            {
                writer.WritePropertyName("items");
                given.WriteTo(writer);
            }

            options.WriteTo(writer);
            writer.WriteEndObject();
        }));

    /// <summary>A page of the runs that match, newest first.</summary>
    public Task<ApiAnswer> ListAsync(RunFilter filter, string? after, int limit = 50) => api.GetAsync($"{Root(filter.Place)}/runs?limit={limit}{filter.Query}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");

    /// <summary>The document a run is pinned to.</summary>
    public Task<ApiAnswer> WorkflowAsync(string run) => api.GetAsync($"/api/runs/{run}/workflow");

    /// <summary>Frames of a run, by sequence.</summary>
    /// <param name="run">The run.</param>
    /// <param name="withItems">Whether with their first items.</param>
    /// <param name="query">What to narrow to, as a query.</param>
    public Task<ApiAnswer> FramesAsync(string run, bool withItems, string query) => api.GetAsync($"/api/runs/{run}/frames?items={(withItems ? "first" : "none")}&{query}");

    /// <summary>Deletes an ended run.</summary>
    public Task<ApiAnswer> DeleteAsync(string run) => api.SendAsync(HttpMethod.Delete, $"/api/runs/{run}", ReadOnlyMemory<byte>.Empty);

    /// <summary>Starts a new run from a frame of another.</summary>
    /// <param name="run">The run.</param>
    /// <param name="fromFrame">Sequence of the frame.</param>
    /// <param name="isLatest">Whether with the newest version of the workflow.</param>
    /// <param name="items">Items in place of the frame's, <c>{ port: [item] }</c>, or null.</param>
    public Task<ApiAnswer> ForkAsync(string run, long fromFrame, bool isLatest, JsonElement? items) =>
        api.SendAsync(HttpMethod.Post, $"/api/runs/{run}/fork", JsonText.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("fromFrame", fromFrame);
            writer.WriteString("workflow", isLatest ? "latest" : "same");
            if (items is { } given)
            {
                writer.WritePropertyName("items");
                given.WriteTo(writer);
            }

            writer.WriteEndObject();
        }));

    /// <summary>Answers a pause.</summary>
    public Task<ApiAnswer> ResumeAsync(string run, string pause, string answer) => ResumeAsync(run, pause, answer, static _ => { });

    /// <summary>The changes with which a run has gone on, and what was proposed for its pauses.</summary>
    public Task<ApiAnswer> ProposalsAsync(string run) => api.GetAsync($"/api/runs/{run}/proposals");

    /// <summary>Goes on with what is proposed for a pause, or with what a person made of it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pause">The pause.</param>
    /// <param name="operations">The changed operations, a list; null for those that are proposed.</param>
    /// <param name="isProposed">Whether they are what a person made of a proposal; else they are the person's own.</param>
    public Task<ApiAnswer> ApplyAsync(string run, string pause, JsonElement? operations, bool isProposed = true) => ResumeAsync(run, pause, "apply", writer =>
    {
        if (isProposed)
        {
            writer.WriteBoolean("proposed", true);
        }

        if (operations is { } changed)
        {
            writer.WritePropertyName("operations");
            changed.WriteTo(writer);
        }
    });

    /// <summary>Goes on with what is proposed for a pause, whatever it is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="heal">What is proposed.</param>
    /// <param name="operations">What a person has made of its operations, a list in JSON; null for what is proposed.</param>
    public Task<ApiAnswer> TakeAsync(string run, RunHeal heal, string? operations) =>
        heal.Action == "items" ? ResumeAsync(run, heal.Pause!, "items", static writer => writer.WriteBoolean("proposed", true)) : ApplyAsync(run, heal.Pause!, operations is null ? null : JsonElement.Parse(operations));

    /// <summary>Notes that what is proposed for a pause is not wanted.</summary>
    public Task<ApiAnswer> RejectAsync(string run, string pause) => api.SendAsync(HttpMethod.Delete, $"/api/runs/{run}/proposals/{Uri.EscapeDataString(pause)}", ReadOnlyMemory<byte>.Empty);

    /// <summary>A run as it stands.</summary>
    public Task<ApiAnswer> GetAsync(string run) => api.GetAsync($"/api/runs/{run}");

    /// <summary>Ends a run.</summary>
    public Task<ApiAnswer> CancelAsync(string run) => api.SendAsync(HttpMethod.Post, $"/api/runs/{run}/cancel", ReadOnlyMemory<byte>.Empty);

    /// <summary>A page of a frame's items, from <paramref name="offset"/>.</summary>
    public Task<ApiAnswer> ItemsAsync(string run, long sequence, string side, string port, int offset, int limit) =>
        api.GetAsync($"/api/runs/{run}/frames/{sequence}/items?side={side}&port={Uri.EscapeDataString(port)}&offset={offset}&limit={limit}");

    private Task<ApiAnswer> ResumeAsync(string run, string pause, string type, Action<Utf8JsonWriter> more) =>
        api.SendAsync(HttpMethod.Post, $"/api/runs/{run}/resume", JsonText.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("pause", pause);
            writer.WriteStartObject("answer");
            writer.WriteString("type", type);
            more(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }));

    internal static string Root(RunPlace place) => place == RunPlace.Here ? HereHandler.Prefix : "/api";
}
