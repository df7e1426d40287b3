using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>An agent at work, item by item, until it has to wait for runs or is done.</summary>
internal sealed class AgentWork(HostModel model, TypedParameters<AiAgentParameters> parameters, INodeContext context, AgentMemo memo)
{
    /// <summary>Goes on with the present item.</summary>
    public async ValueTask<NodeResult> GoOnAsync(CancellationToken cancellation)
    {
        while (memo.Item < context.FirstInput.Count)
        {
            var page = await parameters.PageAsync(context, memo.Item, 1, cancellation).ConfigureAwait(false);
            var own = page[0] is { IsFailure: false, Value: { } read } ? WithSchema(read) : page[0];
            var failure = own.IsFailure ? own.Failure : await StepsAsync(own.Value, cancellation).ConfigureAwait(false);
            if (failure is null && memo.Pending.Count > 0)
            {
                return await MemoStore.KeepAsync(context.Binaries, memo, cancellation).ConfigureAwait(false);
            }

            if (failure is not null && context.Node.OnError is OnError.Stop or OnError.Pass)
            {
                return new NodeResult.Failed(failure with { Item = memo.Item });
            }

            if (failure is not null)
            {
                memo.Answer(default, failure);
            }
        }

        return await WriteAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The parameters with the schema of a connected node, where they have none.</summary>
    private Outcome<AiAgentParameters> WithSchema(AiAgentParameters own)
    {
        var schema = ConnectedParts.Schema(context, own.Schema);
        return schema.IsFailure ? schema.Failure : own with { Schema = schema.Value };
    }

    /// <summary>Asks until the item is answered or calls are pending; why it cannot be done, or null.</summary>
    private async ValueTask<Failure?> StepsAsync(AiAgentParameters own, CancellationToken cancellation)
    {
        var tools = await AgentTools.FindAsync(context, own.Tools, cancellation).ConfigureAwait(false);
        if (tools.IsFailure)
        {
            return tools.Failure;
        }

        if (memo.Messages.Count == 0)
        {
            memo.Messages.AddRange(own.Opening());
        }

        for (var item = memo.Item; item == memo.Item && memo.Pending.Count == 0;)
        {
            if (memo.Steps >= own.Steps)
            {
                return Failure.Of(AiFailures.Steps, $"The agent came to no answer within {own.Steps} replies of the model (maxSteps).");
            }

            var reply = await AskAsync(own, tools.Value, cancellation).ConfigureAwait(false);
            if (reply.IsFailure)
            {
                return reply.Failure;
            }

            memo.Messages.Add(new(ModelRole.Assistant, reply.Value.Text) { Calls = reply.Value.Calls });
            if (reply.Value.Calls.Count > 0)
            {
                await TakeAsync(reply.Value.Calls, tools.Value, cancellation).ConfigureAwait(false);
            }
            else if (Answer(own, reply.Value.Text) is { } misfit)
            {
                return misfit;
            }
        }

        return null;
    }

    private async ValueTask<Outcome<ModelReply>> AskAsync(AiAgentParameters own, AgentTool[] tools, CancellationToken cancellation)
    {
        var request = own.Model.Request(context, [.. memo.Messages]) with
        {
            Tools = [.. tools.Select(static tool => tool.Tool)],
            Shape = own.Schema is { } schema ? new("answer", schema.Json) : null,
        };
        var reply = await model.AskAsync(context, request, memo.Item, memo.Steps, cancellation).ConfigureAwait(false);
        if (!reply.IsFailure)
        {
            memo.Steps++;
            memo.Usage += reply.Value.Usage;
        }

        return reply;
    }

    /// <summary>Sorts the calls: sound ones are pending, the others are answered with what is wrong.</summary>
    private async ValueTask TakeAsync(IReadOnlyList<ModelToolCall> calls, AgentTool[] tools, CancellationToken cancellation)
    {
        foreach (var call in calls)
        {
            var tool = Array.Find(tools, one => one.Tool.Name == call.Name);
            var arguments = tool is null ? Failure.Of(AiFailures.InvalidReply, $"There is no tool '{call.Name}'; there are: {string.Join(", ", tools.Select(static one => one.Tool.Name))}.")
                : memo.Pending.Count >= Limits.CallWindow ? Failure.Of(FailureCodes.Limit, $"At most {Limits.CallWindow} tools are called at once; ask for this one again.")
                : tool.Arguments(call.Arguments);
            arguments = arguments.IsFailure ? arguments : await tool!.FilledAsync(context, memo.Item, arguments.Value, cancellation).ConfigureAwait(false);
            if (arguments.IsFailure)
            {
                memo.Messages.Add(new(ModelRole.Tool, ToolResults.Error(arguments.Failure.Message)) { CallId = call.Id });
            }
            else
            {
                memo.Pending.Add(new(call.Id, tool!.Tool.Name, tool.WorkflowId, arguments.Value));
            }
        }
    }

    /// <summary>Takes the answer, or sends it back; why not when it has gone back often enough.</summary>
    private Failure? Answer(AiAgentParameters own, string text)
    {
        var read = own.Schema is { } schema ? ReplyObject.Read(text, schema.Checks) : JsonValues.Text(text);
        if (!read.IsFailure)
        {
            memo.Answer(read.Value, null);
            return null;
        }

        if (memo.Corrections++ >= Limits.AiCorrections)
        {
            return Failure.Of(AiFailures.InvalidReply, $"The agent's answer was sent back {Limits.AiCorrections} times and still does not fit. {read.Failure.Message}");
        }

        memo.Messages.Add(new(ModelRole.User, $"This answer cannot be used. {read.Failure.Message} Answer again with the whole JSON object, corrected, and nothing else."));
        return null;
    }

    private async ValueTask<NodeResult> WriteAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < memo.Answers.Count; i++)
        {
            var answer = memo.Answers[i];
            if (answer.Failure is { } failure)
            {
                if (context.FailItem(i, failure))
                {
                    return NodeResult.Done;
                }

                continue;
            }

            var item = (await context.FirstInput.ReadAsync(i, 1, cancellation).ConfigureAwait(false))[0];
            var page = await parameters.PageAsync(context, i, 1, cancellation).ConfigureAwait(false);
            var own = page[0];
            var (field, keeps) = own.IsFailure ? ("text", false) : (own.Value.Field, own.Value.Keeps);
            await context.WriteAsync("out", new Item(ItemOf(item, answer, field, keeps), keeps ? item.Binary : default), Origin.First(i)).ConfigureAwait(false);
        }

        return NodeResult.Done;
    }

    private static JsonElement ItemOf(Item item, AgentAnswer answer, string field, bool keeps)
    {
        var draft = keeps ? new ObjectDraft(item.Json) : answer.Reply.ValueKind == JsonValueKind.Object ? new ObjectDraft(answer.Reply) : new ObjectDraft();
        if (keeps || answer.Reply.ValueKind != JsonValueKind.Object)
        {
            draft.Put(field, new(answer.Reply));
        }

        if (answer.Made.Count > 0)
        {
            draft.Put("calls", new(JsonValues.Write(writer =>
            {
                writer.WriteStartArray();
                foreach (var call in answer.Made)
                {
                    writer.WriteStartObject();
                    writer.WriteString("tool", call.Tool);
                    writer.WriteString("run", call.Run);
                    if (call.Failure is { } code)
                    {
                        writer.WriteString("failure", code);
                    }

                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            })));
        }

        return JsonValues.TryOf(draft) ?? answer.Reply;
    }
}
