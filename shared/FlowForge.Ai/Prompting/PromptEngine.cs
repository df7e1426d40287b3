using System.Text;
using FlowForge.Ai.Replies;
using FlowForge.Core;
using FlowForge.Core.Assistance;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Ai.Prompting;

/// <summary>Makes operations on a workflow of words.</summary>
internal sealed class PromptEngine(ILanguageModel model, ICatalogue catalogue, Func<IScripts> scripts)
{
    private const string NewId = "new-workflow";
    private const string NewName = "New workflow";

    private readonly ChangeReply replies = new(catalogue, scripts);

    public async ValueTask<Outcome<WorkflowProposal>> ProposeAsync(WorkflowRequest request, IAssistantListener listener, CancellationToken cancellation)
    {
        var before = request.Workflow ?? new() { Id = NewId, Name = NewName };
        var asked = new ModelRequest { Messages = Messages(request), Shape = ReplyShape.Change, Temperature = 0 };
        var answered = await SoundReply.AskAsync<Proposal>(model, asked, reply => new(replies.Read(reply, request.Workflow is null ? Named(before, reply) : before)), listener, cancellation).ConfigureAwait(false);
        return answered.IsFailure ? answered.Failure : new WorkflowProposal(answered.Value.Value, answered.Value.Usage);
    }

    /// <summary>The same rules and the same reply, whose explanation is the answer; and what happened in a run, when one is spoken of.</summary>
    public async ValueTask<Outcome<WorkflowProposal>> ChatAsync(ChatRequest request, IAssistantListener listener, CancellationToken cancellation)
    {
        var before = request.Workflow ?? new() { Id = NewId, Name = NewName };
        var messages = Messages(new() { Prompt = request.Prompt, Workflow = request.Workflow, Conversation = request.Conversation }, Rules.Chat + (request.Run is { } run ? $"\n\nThe run that is spoken of:\n<data>\n{RunText.Of(run)}\n</data>" : ""));
        var asked = new ModelRequest { Messages = messages, Shape = ReplyShape.Change, Run = request.Run?.RunId };
        var answered = await SoundReply.AskAsync<Proposal>(model, asked, reply => new(replies.Read(reply, before)), listener, cancellation).ConfigureAwait(false);
        return answered.IsFailure ? answered.Failure : new WorkflowProposal(answered.Value.Value, answered.Value.Usage);
    }

    /// <summary>The conversation that goes to the model.</summary>
    internal IReadOnlyList<ModelMessage> Messages(WorkflowRequest request, string more = "")
    {
        var said = string.Join('\n', request.Conversation.Where(static turn => turn.IsPerson).TakeLast(3).Select(static turn => turn.Text));
        var (described, named) = KindSearch.Find($"{request.Prompt}\n{said}", request.Workflow, catalogue);
        var facts = new StringBuilder("<data>\nKinds of nodes that may matter here, with their parameters:\n\n");
        foreach (var kind in described)
        {
            facts.Append(Marked.Of(KindText.Described(catalogue.Find(kind.Kind)!))).Append('\n');
        }

        facts.Append("Further kinds, whose parameters you can ask for by a question:\n");
        foreach (var kind in named)
        {
            facts.Append(Marked.Of(KindText.Named(kind))).Append('\n');
        }

        facts.Append("</data>\n\n").Append(request.Workflow is { Nodes.Count: > 0 } workflow
            ? $"The workflow as it stands:\n<data>\n{Marked.Of(WorkflowText.Of(workflow))}\n</data>"
            : "There is no workflow yet: the first operations add its nodes.");
        return
        [
            new(ModelRole.System, Rules.Workflow + more),
            new(ModelRole.System, facts.ToString()),
            .. request.Conversation.TakeLast(Limits.AiConversation).Select(static turn => new ModelMessage(turn.IsPerson ? ModelRole.User : ModelRole.Assistant, turn.Text)),
            new(ModelRole.User, request.Prompt),
        ];
    }

    /// <summary>A new workflow under the name that the reply gives it.</summary>
    private static Workflow Named(Workflow workflow, System.Text.Json.JsonElement reply)
    {
        var name = ReplyJson.Text(reply, "name").Trim();
        if (name.Length is 0 or > Limits.NameLength || name.Any(char.IsControl))
        {
            return workflow;
        }

        var id = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            id.Append(char.IsAsciiLetterOrDigit(letter) ? letter : id.Length > 0 && id[^1] != '-' ? '-' : null);
        }

        var bare = id.ToString(0, Math.Min(id.Length, Limits.IdLength)).Trim('-');
        return workflow with { Id = bare.Length == 0 ? NewId : bare, Name = name };
    }
}
