using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Assistance;

/// <summary>Kept heals as messages carry them. What follows from the document, the changed workflow above all, is not kept.</summary>
public static class KeptHealJson
{
    /// <summary>The object of a message.</summary>
    public static ReadOnlyMemory<byte> Text(KeptHeal kept) => JsonBuild.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("node", kept.Node);
        writer.WriteString("iteration", kept.Iteration);
        writer.WriteNumber("revision", kept.Revision);
        writer.WriteString("cause", kept.Heal.Cause);
        writer.WriteString("action", kept.Heal.Action);
        writer.WriteString("explanation", kept.Heal.Explanation);
        if (kept.Heal.RetryAfterSeconds is { } seconds)
        {
            writer.WriteNumber("retryAfterSeconds", seconds);
        }

        if (kept.Heal.Proposal is { } proposal)
        {
            writer.WritePropertyName("operations");
            OperationsJson.Write(writer, proposal.Operations);
            writer.Texts("assumptions", proposal.Assumptions);
            writer.Texts("questions", proposal.Questions);
        }

        if (kept.Heal.Data is { } data)
        {
            writer.WritePropertyName("data");
            DataFixJson.Write(writer, data);
        }

        if (kept.Heal.Trial is { } trial)
        {
            writer.WritePropertyName("trial");
            TrialJson.Write(writer, trial);
        }

        writer.WriteEndObject();
    });

    /// <summary>What <see cref="Text"/> wrote; null for a message of another kind. A proposal's workflow is <paramref name="before"/>, until somebody applies it.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="before">A document to stand for the workflow.</param>
    public static KeptHeal? Read(MailRow mail, Workflow before)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (mail.Kind != MailKind.Proposal || mail.Content.IsEmpty)
        {
            return null;
        }

        var json = JsonElement.Parse(mail.Content.Span, new() { MaxDepth = Limits.Depth + 4 });
        var operations = json.TryGetProperty("operations", out var list) ? OperationsJson.Read(list).Operations : null;
        return new(mail.Name, json.GetProperty("node").GetString()!, json.GetProperty("iteration").GetString()!, json.GetProperty("revision").GetInt32(), new()
        {
            Cause = json.GetProperty("cause").GetString()!,
            Action = json.GetProperty("action").GetString()!,
            Explanation = json.GetProperty("explanation").GetString()!,
            RetryAfterSeconds = json.TryGetProperty("retryAfterSeconds", out var seconds) ? seconds.GetInt32() : null,
            Data = json.TryGetProperty("data", out var data) ? DataFixJson.Read(data) : null,
            Trial = json.TryGetProperty("trial", out var trial) ? TrialJson.Read(trial) : null,
            Proposal = operations is null ? null : new()
            {
                Operations = operations,
                Workflow = before,
                Explanation = json.GetProperty("explanation").GetString()!,
                Assumptions = Texts(json, "assumptions"),
                Questions = Texts(json, "questions"),
            },
        }, mail.At);
    }

    private static List<string> Texts(JsonElement json, string name) => json.List(name, static text => text.GetString()!);
}
