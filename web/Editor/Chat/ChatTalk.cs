using FlowForge.Core.Model;
using FlowForge.Web.Client;

namespace FlowForge.Web.Editor.Chat;

/// <summary>A conversation about the open workflow. It lives with the page and is kept nowhere.</summary>
/// <param name="api">The server's AI layer.</param>
public sealed class ChatTalk(AiApi api)
{
    // As many as the server tells the model.
    private const int Told = 40;
    private const int MostText = 16_000;

    private readonly List<ChatTurn> turns = [];
    private Action? stopAsking;

    public IReadOnlyList<ChatTurn> Turns => turns;

    /// <summary>Whether an answer is coming.</summary>
    public bool IsAsking => stopAsking is not null;

    /// <summary>The field whose expression the next question is about, or null.</summary>
    public ExpressionWish? Wish { get; set; }

    /// <summary>Raised when there is something new to show.</summary>
    public event Action? Changed;

    /// <summary>Asks, and hears the answer as it comes.</summary>
    /// <param name="shown">What the person is shown to have said.</param>
    /// <param name="workflow">The document as it stands.</param>
    /// <param name="run">Id of the run that is spoken of, or null.</param>
    public async Task AskAsync(string shown, Workflow workflow, string? run)
    {
        if (IsAsking)
        {
            return;
        }

        var before = turns.Where(static turn => turn.Text.Length > 0).TakeLast(Told).Select(static turn => (turn.IsPerson, Cut(turn.Text))).ToList();
        var answer = new ChatTurn(false, "") { IsComing = true, Wish = Wish };
        turns.AddRange([new(true, shown), answer]);
        using var stop = new CancellationTokenSource();
        stopAsking = stop.Cancel;
        Changed?.Invoke();
        try
        {
            Read(answer, await api.ChatAsync(Prompt(shown, Wish), before, workflow, run, text => Hear(answer, text), stop.Token));
        }
        catch (OperationCanceledException)
        {
            answer.Trouble = "Stopped.";
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            answer.Trouble = "The connection broke off.";
        }

        (answer.IsComing, stopAsking, Wish) = (false, null, null);
        Changed?.Invoke();
    }

    /// <summary>Ends the answer that is coming.</summary>
    public void Stop() => stopAsking?.Invoke();

    /// <summary>The newest change was taken.</summary>
    public void NoteAccepted()
    {
        if (turns.LastOrDefault(static turn => turn.Proposal is not null) is { } turn)
        {
            turn.IsAccepted = true;
            Changed?.Invoke();
        }
    }

    private static string Prompt(string shown, ExpressionWish? wish) => wish is null ? shown
        : $"Write the expression for the parameter '{wish.Path}' of node '{wish.Node}': {shown}\nThe explanation is the expression alone, as a template like {{{{ $json.total }}}}, and there are no operations.";

    private static string Cut(string text) => text.Length <= MostText ? text : text[..MostText];

    private void Hear(ChatTurn answer, string text)
    {
        answer.Text = text;
        Changed?.Invoke();
    }

    private static void Read(ChatTurn answer, ApiAnswer came)
    {
        if (came is ApiAnswer.Good good)
        {
            var json = good.Json();
            answer.Text = json.GetProperty("text").GetString()!;
            answer.Proposal = json.TryGetProperty("proposal", out var proposal) && proposal.GetProperty("operations").GetArrayLength() > 0 ? proposal : null;
        }
        else
        {
            answer.Trouble = came is ApiAnswer.Refused refused ? refused.Refusal.Text : "No FlowForge server answers.";
        }
    }
}
