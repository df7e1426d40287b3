using System.Net.Http;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Client;

/// <summary>Proposals of the server's AI layer.</summary>
public sealed class AiApi(ApiClient api)
{
    /// <summary>Proposes a change of a workflow that does what the prompt says.</summary>
    public Task<ApiAnswer> WorkflowAsync(string prompt, Workflow workflow) => api.SendAsync(HttpMethod.Post, "/api/ai/workflow", JsonText.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("prompt", prompt);
        if (workflow.Nodes.Count > 0)
        {
            writer.WritePropertyName("workflow");
            writer.WriteRawValue(WorkflowJson.Write(workflow), skipInputValidation: true);
        }

        writer.WriteEndObject();
    }));

    /// <summary>Makes a FlowForge document of one that n8n exported: <c>{ workflow, report }</c>. Nothing is saved.</summary>
    public Task<ApiAnswer> ImportN8nAsync(string json) => api.SendAsync(HttpMethod.Post, "/api/import/n8n", System.Text.Encoding.UTF8.GetBytes(json));
}
