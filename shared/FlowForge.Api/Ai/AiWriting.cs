using System.Text.Json;
using FlowForge.Core.Assistance;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Api.Ai;

/// <summary>What the AI layer took, as JSON.</summary>
internal static class AiWriting
{
    /// <summary>Writes <c>{ text, proposal?, usage }</c>.</summary>
    public static void Chat(Utf8JsonWriter writer, WorkflowProposal said)
    {
        writer.WriteStartObject();
        writer.WriteString("text"u8, said.Proposal.Explanation);
        if (said.Proposal.Operations.Count > 0 || said.Proposal.Questions.Count > 0)
        {
            writer.WritePropertyName("proposal"u8);
            ProposalJson.Write(writer, said.Proposal);
        }

        Usage(writer, said.Usage);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>{ definition, explanation, usage }</c>.</summary>
    public static void Kind(Utf8JsonWriter writer, MadeKind made)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("definition"u8);
        made.Definition.WriteTo(writer);
        writer.WriteString("explanation"u8, made.Explanation);
        Usage(writer, made.Usage);
        writer.WriteEndObject();
    }

    /// <summary>Writes <c>{ cause, action, explanation, trial?, retryAfterSeconds?, data?, proposal?, usage }</c>.</summary>
    public static void Heal(Utf8JsonWriter writer, Heal heal)
    {
        writer.WriteStartObject();
        writer.WriteString("cause"u8, heal.Cause);
        writer.WriteString("action"u8, heal.Action);
        writer.WriteString("explanation"u8, heal.Explanation);
        if (heal.Trial is { } trial)
        {
            writer.WritePropertyName("trial"u8);
            TrialJson.Write(writer, trial);
        }

        if (heal.RetryAfterSeconds is { } seconds)
        {
            writer.WriteNumber("retryAfterSeconds"u8, seconds);
        }

        if (heal.Data is { } data)
        {
            writer.WritePropertyName("data"u8);
            DataFixJson.Write(writer, data);
        }

        if (heal.Proposal is { } proposal)
        {
            writer.WritePropertyName("proposal"u8);
            ProposalJson.Write(writer, proposal);
        }

        Usage(writer, heal.Usage);
        writer.WriteEndObject();
    }

    /// <summary>Writes the property <c>usage: { calls, promptTokens, replyTokens, cost? }</c>.</summary>
    public static void Usage(Utf8JsonWriter writer, ModelUsage usage)
    {
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("calls"u8, usage.Calls);
        writer.WriteNumber("promptTokens"u8, usage.PromptTokens);
        writer.WriteNumber("replyTokens"u8, usage.ReplyTokens);
        if (usage.Cost is { } cost)
        {
            writer.WriteNumber("cost"u8, cost);
        }

        writer.WriteEndObject();
    }
}
