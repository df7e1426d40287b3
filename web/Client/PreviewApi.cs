using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Here;

namespace FlowForge.Web.Client;

/// <summary>Values of expressions at a moment of a run, from who runs it: the server, or this browser's engine.</summary>
public sealed class PreviewApi(ApiClient api)
{
    /// <summary>What an expression gives: <c>{ value, type }</c>, <c>{ type, truncated, bytes, start }</c> or <c>{ failure }</c>.</summary>
    /// <param name="place">Who is asked.</param>
    /// <param name="workflow">The document as it stands.</param>
    /// <param name="question">What is evaluated.</param>
    /// <param name="cancellation">Ends it when another question has come.</param>
    public Task<ApiAnswer> AskAsync(RunPlace place, Workflow workflow, PreviewQuestion question, CancellationToken cancellation) =>
        api.SendAsync(HttpMethod.Post, $"{RunApi.Root(place)}/expressions/preview", JsonText.Bytes(writer => Write(writer, workflow, question)), cancellation: cancellation);

    private static void Write(Utf8JsonWriter writer, Workflow workflow, PreviewQuestion question)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("workflow");
        writer.WriteRawValue(WorkflowJson.Write(workflow), skipInputValidation: true);
        writer.WriteString("node", question.Node);
        writer.WriteString("parameter", question.Parameter);
        writer.WriteString("expression", question.Expression);
        if (question.Run is { } run)
        {
            writer.WriteString("run", run);
        }

        if (question.Iteration is { } iteration)
        {
            writer.WriteString("iteration", iteration);
        }

        writer.WriteNumber("item", question.Item);
        writer.WriteEndObject();
    }
}

/// <summary>An expression, and the moment at which it is evaluated.</summary>
/// <param name="Node">Id of the node that asks.</param>
/// <param name="Parameter">Path of the parameter.</param>
/// <param name="Expression">The template, with its <c>=</c>.</param>
/// <param name="Run">The run whose items answer, or null.</param>
/// <param name="Iteration">Path of the iteration, or null for the last.</param>
/// <param name="Item">Index of the item that is <c>$json</c>.</param>
public sealed record PreviewQuestion(string Node, string Parameter, string Expression, string? Run, string? Iteration, int Item);
