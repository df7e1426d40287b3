using FlowForge.Core;
using FlowForge.Core.Assistance;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Pauses;

/// <summary>What was proposed for the pauses of a run, and what became of it: all of it messages in the run's mailbox, one of a sort for each pause.</summary>
/// <param name="Heals">What was proposed, by pause, in the order in which it was.</param>
/// <param name="Rejected">Pauses whose proposal a person did not want.</param>
/// <param name="Answers">What was answered, in order.</param>
internal sealed record ProposalBook(IReadOnlyList<KeptHeal> Heals, IReadOnlySet<string> Rejected, IReadOnlyList<PauseTaken> Answers)
{
    /// <summary>What is proposed for a pause, or null.</summary>
    public KeptHeal? Find(string pause) => Heals.FirstOrDefault(one => one.Pause == pause);

    /// <summary>The answer to a pause, or null.</summary>
    public PauseTaken? AnswerTo(string pause) => Answers.FirstOrDefault(one => one.Pause == pause);

    /// <summary>Answers of this type that the host gave itself.</summary>
    public int OwnAnswers(PauseAnswerType type) => Answers.Count(one => one.By == AnswerBy.Healer && one.Type == type);
}

/// <summary>An answer to a pause as it was taken.</summary>
/// <param name="Pause">The pause.</param>
/// <param name="Type">What was answered.</param>
/// <param name="By">Whose answer it is.</param>
/// <param name="At">When, UTC.</param>
internal sealed record PauseTaken(string Pause, PauseAnswerType Type, AnswerBy By, DateTimeOffset At);

/// <summary>Reads and keeps what is proposed.</summary>
internal sealed class RunProposals(ApiServices services)
{
    /// <summary>All of a run. Proposals stand for changes of <paramref name="before"/> until somebody applies them.</summary>
    public async ValueTask<ProposalBook> ReadAsync(string runId, Workflow before, CancellationToken cancellation)
    {
        var (heals, rejected, answers) = (new List<KeptHeal>(), new HashSet<string>(StringComparer.Ordinal), new List<PauseTaken>());
        for (var after = 0; await services.Runs.ReadMailAsync(runId, after, Limits.ListMost, cancellation).ConfigureAwait(false) is { Count: > 0 } rows; after = rows[^1].Ordinal)
        {
            foreach (var row in rows)
            {
                if (KeptHealJson.Read(row, before) is { } heal)
                {
                    heals.Add(heal);
                }
                else if (row.Kind == MailKind.Rejection)
                {
                    rejected.Add(row.Name);
                }
                else if (row.Kind == MailKind.PauseAnswer)
                {
                    var (pause, type, by) = row.ReadPauseAnswer();
                    answers.Add(new(pause, type, by, row.At));
                }
            }
        }

        return new(heals, rejected, answers);
    }

    /// <summary>Keeps a proposal, durably; the first one for a pause counts.</summary>
    public ValueTask<MailResult> KeepAsync(string runId, KeptHeal heal) =>
        services.Runs.PostAsync(MailRow.ProposalFor(runId, heal.Pause, KeptHealJson.Text(heal), heal.At), heal.At);

    /// <summary>Notes that a person does not want it.</summary>
    public ValueTask<MailResult> RejectAsync(string runId, string pause)
    {
        var now = services.Clock.GetUtcNow();
        return services.Runs.PostAsync(MailRow.RejectionOf(runId, pause, now), now);
    }
}
