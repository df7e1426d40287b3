using System.Text.Json;
using FlowForge.Core.Assistance;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Api.Pauses;

/// <summary>
/// A change of a run, made or proposed, as <c>GET /runs/{id}/proposals</c> shows it: a proposal with
/// <c>{ status: open | taken | edited | rejected | answered, pause?, node?, iteration?, cause?, action?, trial?, retryAfterSeconds?, data?, at?, revision?, by?: person | healer, waits?, answer?, answeredAt? }</c>.
/// </summary>
internal sealed record ShownProposal(Proposal Proposal, KeptHeal? Heal, string Status, int? Revision, PauseTaken? Answer)
{
    /// <summary>Why a run with <c>healing: auto</c> has not taken it by itself, one sentence; null when that is not so.</summary>
    public string? Waits { get; init; }

    public void Write(Utf8JsonWriter writer) => ProposalJson.Write(writer, Proposal, more =>
    {
        more.WriteString("status"u8, Status);
        if (Revision is { } number)
        {
            more.WriteNumber("revision"u8, number);
        }

        if ((Heal?.Pause ?? Answer?.Pause) is { } pause)
        {
            more.WriteString("pause"u8, pause);
        }

        if (Heal is { } heal)
        {
            Write(more, heal);
        }

        if (Waits is { } why)
        {
            more.WriteString("waits"u8, why);
        }

        if (Answer is { } answer)
        {
            more.WriteString("by"u8, answer.By == AnswerBy.Healer ? "healer"u8 : "person"u8);
            more.WriteString("answer"u8, answer.Type.ToString().ToLowerInvariant());
            more.WriteString("answeredAt"u8, answer.At.UtcDateTime);
        }
    });

    private static void Write(Utf8JsonWriter writer, KeptHeal heal)
    {
        writer.WriteString("node"u8, heal.Node);
        writer.WriteString("iteration"u8, heal.Iteration);
        writer.WriteString("cause"u8, heal.Heal.Cause);
        writer.WriteString("action"u8, heal.Heal.Action);
        if (heal.Heal.RetryAfterSeconds is { } seconds)
        {
            writer.WriteNumber("retryAfterSeconds"u8, seconds);
        }

        if (heal.Heal.Data is { } data)
        {
            writer.WritePropertyName("data"u8);
            DataFixJson.Write(writer, data);
        }

        if (heal.Heal.Trial is { } trial)
        {
            writer.WritePropertyName("trial"u8);
            TrialJson.Write(writer, trial);
        }

        writer.WriteString("at"u8, heal.At.UtcDateTime);
    }
}
