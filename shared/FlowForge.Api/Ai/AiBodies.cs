using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Assistance;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Api.Ai;

/// <summary>Reads what the AI layer is asked.</summary>
internal static class AiBodies
{
    // The envelope puts a document one level down.
    private const int EnvelopeDepth = Limits.Depth + 1;

    /// <summary>A new or changed workflow.</summary>
    public static async ValueTask<Asked<WorkflowRequest>> WorkflowAsync(ApiCall call)
    {
        var body = await ObjectAsync(call, "prompt", "workflow", "conversation").ConfigureAwait(false);
        var prompt = body.IsRefused ? body.Problem : Prompt(body.Value, "prompt");
        if (prompt.IsRefused)
        {
            return prompt.Problem;
        }

        var (workflow, conversation) = (Workflow(body.Value), Conversation(body.Value));
        return workflow.IsRefused ? workflow.Problem
            : conversation.IsRefused ? conversation.Problem
            : new WorkflowRequest { Prompt = prompt.Value, Workflow = workflow.Value.Workflow, Conversation = conversation.Value };
    }

    /// <summary>A turn of a conversation, with the run that is spoken of.</summary>
    public static async ValueTask<Asked<ChatRequest>> ChatAsync(ApiCall call)
    {
        var body = await ObjectAsync(call, "prompt", "workflow", "conversation", "run", "node").ConfigureAwait(false);
        var prompt = body.IsRefused ? body.Problem : Prompt(body.Value, "prompt");
        if (prompt.IsRefused)
        {
            return prompt.Problem;
        }

        var (workflow, conversation) = (Workflow(body.Value), Conversation(body.Value));
        var run = await RunExcerpts.OfAsync(call, body.Value).ConfigureAwait(false);
        return workflow.IsRefused ? workflow.Problem
            : conversation.IsRefused ? conversation.Problem
            : run.Problem is { } unknown ? unknown
            : new ChatRequest { Prompt = prompt.Value, Workflow = workflow.Value.Workflow, Conversation = conversation.Value, Run = run.Value?.Excerpt };
    }

    /// <summary>A kind in words, with samples of what a node of a run was given.</summary>
    public static async ValueTask<Asked<KindRequest>> KindAsync(ApiCall call)
    {
        var body = await ObjectAsync(call, "prompt", "run", "node").ConfigureAwait(false);
        var prompt = body.IsRefused ? body.Problem : Prompt(body.Value, "prompt");
        if (prompt.IsRefused)
        {
            return prompt.Problem;
        }

        var run = await RunExcerpts.OfAsync(call, body.Value).ConfigureAwait(false);
        return run.Problem is { } unknown ? unknown
            : new KindRequest { Prompt = prompt.Value, Samples = run.Value is { } known ? [.. known.Excerpt.Input.SelectMany(static list => list.Items).Take(5)] : [] };
    }

    /// <summary>A body that is an object of these properties.</summary>
    public static async ValueTask<Asked<JsonElement>> ObjectAsync(ApiCall call, params string[] known)
    {
        var type = MediaType.Bare(call.Request.ContentType);
        if (type.Length > 0 && !MediaType.IsJson(type))
        {
            return new ApiProblem(415, "request.contentType", "Unknown content type", $"This takes application/json, not '{type}'.").With("Accept", MediaType.Json);
        }

        var body = await BodyReader.ReadAsync(call.Request, Limits.AiRequestBytes, call.Cancellation).ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        var read = StrictJson.Read(body.Value, Limits.AiRequestBytes, EnvelopeDepth);
        return read.Problem is { } problem ? new ApiProblem(400, problem.Code, "The body cannot be read", problem.Message) { Problems = [problem] }
            : read.Value.ValueKind != JsonValueKind.Object ? Refusals.Body("The body must be a JSON object.")
            : JsonBody.Unknown(read.Value, known) is { } unknown ? unknown
            : read.Value;
    }

    /// <summary>A text that a person wrote: not empty, and not longer than a prompt may be.</summary>
    public static Asked<string> Prompt(JsonElement body, string name)
    {
        var text = body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
        return text.Length == 0 ? Refusals.Body($"'{name}' must say what is wanted.")
            : text.Length > Limits.AiPromptLength ? Refusals.Body($"'{name}' has {text.Length} characters; at most {Limits.AiPromptLength} are taken.")
            : text;
    }

    /// <summary>The workflow as it stands, which need not be valid; none is a new one.</summary>
    public static Asked<WorkflowReading> Workflow(JsonElement body)
    {
        if (!body.TryGetProperty("workflow"u8, out var document) || document.ValueKind == JsonValueKind.Null)
        {
            return new WorkflowReading(null, []);
        }

        var reading = WorkflowJson.Read(document);
        return reading.Workflow is null ? Refusals.Invalid(reading.Problems) : reading;
    }

    /// <summary>What was said before: <c>[{ role: user | assistant, text }]</c>.</summary>
    public static Asked<IReadOnlyList<ConversationTurn>> Conversation(JsonElement body)
    {
        var turns = new List<ConversationTurn>();
        if (!body.TryGetProperty("conversation"u8, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return turns;
        }

        foreach (var turn in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default)
        {
            if (turn.ValueKind != JsonValueKind.Object || !turn.TryGetProperty("role"u8, out var role) || role.ValueKind != JsonValueKind.String || role.GetString() is not ("user" or "assistant")
                || !turn.TryGetProperty("text"u8, out var text) || text.ValueKind != JsonValueKind.String || text.GetString()!.Length > Limits.AiPromptLength)
            {
                return Refusals.Body($"'conversation' is a list of {{ role: user | assistant, text }}, each text of at most {Limits.AiPromptLength} characters.");
            }

            turns.Add(new(role.GetString() == "user", text.GetString()!));
        }

        return list.ValueKind == JsonValueKind.Array ? turns : Refusals.Body("'conversation' must be a list.");
    }
}
