using System.Net.Http;
using System.Net.ServerSentEvents;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Client;

/// <summary>The server's AI layer. The key is the server's, and never comes here.</summary>
public sealed class AiApi(ApiClient api)
{
    /// <summary>Whether there is a model to ask: <c>{ configured, missing?, model?, server? }</c>.</summary>
    public Task<ApiAnswer> StateAsync() => api.GetAsync("/api/ai");

    /// <summary>Proposes a change of a workflow that does what the prompt says.</summary>
    public Task<ApiAnswer> WorkflowAsync(string prompt, Workflow workflow) => api.SendAsync(HttpMethod.Post, "/api/ai/workflow", JsonText.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("prompt", prompt);
        WriteWorkflow(writer, workflow);
        writer.WriteEndObject();
    }));

    /// <summary>Takes a turn of a conversation. Gives <c>{ text, proposal? }</c> once it is whole.</summary>
    /// <param name="prompt">What the person says.</param>
    /// <param name="before">What was said before.</param>
    /// <param name="workflow">The document as it stands.</param>
    /// <param name="run">Id of the run that is spoken of, or null.</param>
    /// <param name="onText">Hears the text so far, while it comes.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ApiAnswer> ChatAsync(
        string prompt, IEnumerable<(bool IsPerson, string Text)> before, Workflow workflow, string? run, Action<string> onText, CancellationToken cancellation)
    {
        using var response = await api.OpenAsync("/api/ai/chat", Question(prompt, before, workflow, run), cancellation);
        if (response is null)
        {
            return new ApiAnswer.Unreachable("No FlowForge server answers.");
        }

        if (!response.IsSuccessStatusCode)
        {
            return new ApiAnswer.Refused(await ApiClient.RefusalOfAsync(response));
        }

        var text = "";
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(cancellation), static (_, data) => data.IsEmpty ? default : JsonElement.Parse(data)).EnumerateAsync(cancellation))
        {
            switch (item.EventType)
            {
                case "asking":
                    text = "";
                    break;
                case "text":
                    onText(text += item.Data.GetProperty("text").GetString());
                    break;
                case "result":
                    return new ApiAnswer.Good(200, System.Text.Encoding.UTF8.GetBytes(item.Data.GetRawText()), null);
                case "problem":
                    return new ApiAnswer.Refused(ApiClient.RefusalOf(item.Data));
            }
        }

        return new ApiAnswer.Unreachable("The answer broke off.");
    }

    private static byte[] Question(string prompt, IEnumerable<(bool IsPerson, string Text)> before, Workflow workflow, string? run) => JsonText.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("prompt", prompt);
        WriteWorkflow(writer, workflow);
        writer.WriteStartArray("conversation");
        foreach (var (isPerson, text) in before)
        {
            writer.WriteStartObject();
            writer.WriteString("role", isPerson ? "user" : "assistant");
            writer.WriteString("text", text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (run is not null)
        {
            writer.WriteString("run", run);
        }

        writer.WriteEndObject();
    });

    private static void WriteWorkflow(Utf8JsonWriter writer, Workflow workflow)
    {
        if (workflow.Nodes.Count > 0)
        {
            writer.WritePropertyName("workflow");
            writer.WriteRawValue(WorkflowJson.Write(workflow), skipInputValidation: true);
        }
    }
}
