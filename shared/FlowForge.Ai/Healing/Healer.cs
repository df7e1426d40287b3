using System.Text.Json;
using FlowForge.Ai.Prompting;
using FlowForge.Ai.Replies;
using FlowForge.Core.Assistance;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Validation;

namespace FlowForge.Ai.Healing;

/// <summary>
/// Looks at a failure and proposes the smallest thing that mends it. What only time can mend is told without a model; a change is tried on what was recorded
/// before it is given, and one that still fails goes back to the model.
/// </summary>
internal sealed class Healer(ILanguageModel model, ICatalogue catalogue, Func<IScripts> scripts)
{
    private const int LaterSeconds = 60;

    private const string Order =
        """

        A run of this workflow has failed at one node. Find the cause, and propose the smallest change of the workflow that mends it: most often one "setParameters" on that node.
        Do not add nodes that call other services, do not change credentials, and do not hide the failure. If the data of this run is at fault and the workflow is right, or a person must do something
        outside, "operations" is empty and the explanation says what to do.
        The answer has one more property, "cause": "data", "script", "expression", "configuration", "remote", "credential" or "limit".
        """;

    private readonly ChangeReply replies = new(catalogue, scripts);

    public async ValueTask<Outcome<Heal>> HealAsync(HealRequest request, IAssistantListener listener, CancellationToken cancellation)
    {
        var failure = request.Excerpt.Failure!;
        if (Causes.IsForLater(failure))
        {
            return new Heal
            {
                Cause = Causes.Remote,
                Action = "retry",
                RetryAfterSeconds = LaterSeconds,
                Explanation = $"The remote side failed, not the workflow: {failure.Message} Trying the node once more later may be all that is needed.",
            };
        }

        var kind = request.Workflow.Nodes.FirstOrDefault(node => node.Id == request.Excerpt.NodeId) is { } node ? catalogue.Find(node)?.Description : null;
        var facts = $"<data>\n{(kind is null ? "" : Marked.Of(KindText.Described(kind)))}\n{Marked.Of(WorkflowText.Of(request.Workflow))}\n\n{RunText.Of(request.Excerpt)}\n</data>";
        var asked = new ModelRequest
        {
            Messages = [new(ModelRole.System, Rules.Workflow + Order), new(ModelRole.System, facts), new(ModelRole.User, "Why did this fail, and what mends it?")],
            Shape = ReplyShape.Mend,
            Temperature = 0,
            Run = request.Excerpt.RunId,
        };
        var answered = await SoundReply.AskAsync<Heal>(model, asked, reply => CheckAsync(reply, request, cancellation), listener, cancellation).ConfigureAwait(false);
        return answered.IsFailure ? answered.Failure : answered.Value.Value with { Usage = answered.Value.Usage };
    }

    private async ValueTask<Checked<Heal>> CheckAsync(JsonElement reply, HealRequest request, CancellationToken cancellation)
    {
        var change = replies.Read(reply, request.Workflow);
        if (change.Value is not { } proposal)
        {
            return Checked<Heal>.Refused(change.Problems);
        }

        var named = ReplyJson.Text(reply, "cause");
        var cause = Causes.All.Contains(named, StringComparer.Ordinal) ? named : Causes.Of(request.Excerpt.Failure!);
        if (proposal.Operations.Count == 0)
        {
            return Checked<Heal>.Sound(new() { Cause = cause, Action = "none", Explanation = proposal.Explanation });
        }

        var trial = await TryAsync(proposal, request, cancellation).ConfigureAwait(false);
        return trial.Outcome == TrialOutcome.Failed
            ? Checked<Heal>.Refused(new Problem("heal.stillFails", "operations", $"The change was tried on the recorded items, and the node still fails. {trial.Detail}"))
            : Checked<Heal>.Sound(new() { Cause = cause, Action = "change", Explanation = proposal.Explanation, Proposal = proposal, Trial = trial });
    }

    private static async ValueTask<HealTrial> TryAsync(Proposal proposal, HealRequest request, CancellationToken cancellation) =>
        request.TryAsync is null ? new(TrialOutcome.NotTried, "There is nothing recorded to try it on.")
        : proposal.Workflow.Nodes.All(node => node.Id != request.Excerpt.NodeId) ? new(TrialOutcome.NotTried, "The change takes away the node that failed.")
        : await request.TryAsync(proposal.Workflow, cancellation).ConfigureAwait(false);
}
