using System.Text.Json;
using FlowForge.Ai.Prompting;
using FlowForge.Ai.Replies;
using FlowForge.Core;
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
    private const string Order =
        """

        A run of this workflow has failed at one node. Find the cause, and propose the smallest change of the workflow that mends it: most often one "setParameters" on that node, with the whole value of
        the one parameter that is wrong. Compare what the node was given with what an earlier good run gave it: a field that has another name, place or type is read where and as it is now. Where some items lack
        a value, the change must work with and without it. The change is tried on the items that failed before a person sees it.
        Do not add nodes, do not change addresses to other hosts, do not touch credentials, and do not hide the failure by onError or by dropping items. "operations" is empty, and the explanation says what a
        person has to do, when the workflow is right: it refuses bad data on purpose (a stop node, a script that throws an error about the data), a remote service says that a value is wrong, unknown or there already, or a
        credential is expired, missing or not allowed.
        When one item is wrong where the others are right, and its right value is plain from that item, from the others or from the earlier run (a number with a stray letter, a date written in another way, a field in
        the wrong place), leave "operations" empty and give "data": [{ "path": ["field", 0, "field"], "value": … }], the values to put into the item that failed. They are tried before a person sees them. Do not make
        values up: who and how much is for a person to say. Prefer a change of the workflow where such items will come again.
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
                RetryAfterSeconds = Math.Max(1, failure.RetryAfterSeconds ?? Limits.HealRetrySeconds),
                Explanation = $"The remote side failed, not the workflow: {failure.Message} {(failure.RetryAfterSeconds is { } seconds ? $"It asks to be tried again after {seconds} seconds." : "Trying the node once more later may be all that is needed.")}",
            };
        }

        var kind = request.Workflow.Nodes.FirstOrDefault(node => node.Id == request.Excerpt.NodeId) is { } node ? catalogue.Find(node) : null;
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
        var data = DataReply.Read(reply);
        if (data.Value is not { } values)
        {
            return Checked<Heal>.Refused(data.Problems);
        }

        if (values.Count > 0)
        {
            return proposal.Operations.Count > 0
                ? Checked<Heal>.Refused(new Problem("heal.both", "data", "Change either the workflow, by operations, or the item that failed, by data."))
                : await CheckAsync(values, cause, proposal.Explanation, request, cancellation).ConfigureAwait(false);
        }

        if (proposal.Operations.Count == 0)
        {
            return Checked<Heal>.Sound(new() { Cause = cause, Action = "none", Explanation = proposal.Explanation });
        }

        var trial = await TryAsync(proposal, request, cancellation).ConfigureAwait(false);
        return trial.Outcome == TrialOutcome.Failed
            ? Checked<Heal>.Refused(new Problem("heal.stillFails", "operations", $"The change was tried on the recorded items, and the node still fails. {trial.Detail}"))
            : Checked<Heal>.Sound(new() { Cause = cause, Action = "change", Explanation = proposal.Explanation, Proposal = proposal, Trial = trial });
    }

    /// <summary>Other data is proposed only where a trial has shown what the node gives with it.</summary>
    private static async ValueTask<Checked<Heal>> CheckAsync(IReadOnlyList<DataValue> values, string cause, string explanation, HealRequest request, CancellationToken cancellation)
    {
        if (request.TryDataAsync is null)
        {
            return Checked<Heal>.Sound(new() { Cause = cause, Action = "none", Explanation = explanation });
        }

        var tried = await request.TryDataAsync(values, cancellation).ConfigureAwait(false);
        return tried.IsFailure ? Checked<Heal>.Refused(new Problem(tried.Failure.Code, "data", tried.Failure.Message))
            : tried.Value.Trial.Outcome == TrialOutcome.Failed ? Checked<Heal>.Refused(new Problem("heal.stillFails", "data", $"The values were tried, and the node still fails. {tried.Value.Trial.Detail}"))
            : Checked<Heal>.Sound(new() { Cause = cause, Action = tried.Value.Fix is null ? "none" : "items", Explanation = explanation, Trial = tried.Value.Trial, Data = tried.Value.Fix });
    }

    private static async ValueTask<HealTrial> TryAsync(Proposal proposal, HealRequest request, CancellationToken cancellation) =>
        request.TryAsync is null ? new(TrialOutcome.NotTried, "There is nothing recorded to try it on.")
        : proposal.Workflow.Nodes.All(node => node.Id != request.Excerpt.NodeId) ? new(TrialOutcome.NotTried, "The change takes away the node that failed.")
        : await request.TryAsync(proposal.Workflow, cancellation).ConfigureAwait(false);
}
