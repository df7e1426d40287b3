using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Client;

/// <summary>Runs on the server.</summary>
public sealed class RunApi(ApiClient api)
{
    /// <summary>Runs a document as it stands, saved or not.</summary>
    /// <param name="workflow">The document.</param>
    /// <param name="trigger">Id of the trigger that fires, or null for the only one.</param>
    /// <param name="items">The trigger's items, a list of <c>{ json }</c>; null for one empty item.</param>
    public Task<ApiAnswer> StartAsync(Workflow workflow, string? trigger, JsonElement? items) =>
        api.SendAsync(HttpMethod.Post, "/api/runs", JsonText.Bytes(writer =>
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

            writer.WriteEndObject();
        }));

    /// <summary>A run as it stands.</summary>
    public Task<ApiAnswer> GetAsync(string run) => api.GetAsync($"/api/runs/{run}");

    /// <summary>Ends a run.</summary>
    public Task<ApiAnswer> CancelAsync(string run) => api.SendAsync(HttpMethod.Post, $"/api/runs/{run}/cancel", ReadOnlyMemory<byte>.Empty);

    /// <summary>A page of a frame's items, from <paramref name="offset"/>.</summary>
    public Task<ApiAnswer> ItemsAsync(string run, long sequence, string side, string port, int offset, int limit) =>
        api.GetAsync($"/api/runs/{run}/frames/{sequence}/items?side={side}&port={Uri.EscapeDataString(port)}&offset={offset}&limit={limit}");
}
