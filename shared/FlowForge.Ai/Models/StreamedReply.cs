using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using OpenAI.Chat;

namespace FlowForge.Ai.Models;

/// <summary>A reply while it comes.</summary>
internal sealed class StreamedReply(Action<string>? onText, (decimal Prompt, decimal Reply)? price)
{
    private const decimal PriceOf = 1_000_000;

    private readonly StringBuilder text = new();
    private readonly SortedDictionary<int, (string Id, string Name, StringBuilder Arguments)> calls = [];
    private ChatFinishReason? finish;
    private ChatTokenUsage? usage;
    private string model = "";
    private bool isTooLong;

    /// <summary>Whether any of it has come.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Takes a piece; false when no more is wanted.</summary>
    public bool Add(StreamingChatCompletionUpdate update)
    {
        HasBegun = true;
        model = update.Model ?? model;
        usage = update.Usage ?? usage;
        finish = update.FinishReason ?? finish;
        foreach (var part in update.ContentUpdate)
        {
            if (part.Text is { Length: > 0 } piece)
            {
                text.Append(piece);
                onText?.Invoke(piece);
            }
        }

        foreach (var call in update.ToolCallUpdates)
        {
            var known = calls.TryGetValue(call.Index, out var begun) ? begun : ("", "", new StringBuilder());
            known.Item3.Append(call.FunctionArgumentsUpdate is { } piece ? piece.ToString() : "");
            calls[call.Index] = (call.ToolCallId ?? known.Item1, call.FunctionName ?? known.Item2, known.Item3);
        }

        isTooLong = text.Length + calls.Values.Sum(static call => call.Arguments.Length) > Limits.AiReplyLength;
        return !isTooLong;
    }

    /// <summary>The reply, or why it is none.</summary>
    public AskEnd End(int prompt) =>
        isTooLong ? Invalid($"The model's reply has more than {Limits.AiReplyLength / 1024} KB and was not read to its end.")
        : finish is null ? Invalid("The model's reply ended before it was finished.")
        : finish == ChatFinishReason.Length ? Invalid("The model's reply was cut off: it is longer than the tokens it may have.")
        : finish == ChatFinishReason.ContentFilter ? Invalid("The model's server held its reply back (content filter).")
        : new AskEnd.Replied(new(text.ToString(), model, Usage(prompt))
        {
            Calls = [.. calls.Values.Select(static call => new ModelToolCall(call.Id, call.Name, call.Arguments.ToString()))],
        });

    /// <summary>Tokens that were taken; estimated when the server has not told, zero when nothing came.</summary>
    public long Taken(int prompt) => usage is { } told ? told.TotalTokenCount : HasBegun ? prompt + (text.Length / ChatMessages.LettersOfToken) : 0;

    private ModelUsage Usage(int prompt)
    {
        var (asked, answered) = usage is { } told ? (told.InputTokenCount, told.OutputTokenCount) : (prompt, text.Length / ChatMessages.LettersOfToken);
        var cost = Told() ?? (price is { } known ? ((asked * known.Prompt) + (answered * known.Reply)) / PriceOf : null);
        return new(asked, answered, cost);
    }

    /// <summary>The cost as OpenRouter tells it beside the tokens.</summary>
    private decimal? Told() => usage is not null
        && JsonElement.Parse(ModelReaderWriter.Write(usage)).TryGetProperty("cost", out var cost)
        && cost.ValueKind == JsonValueKind.Number && cost.TryGetDecimal(out var dollars) ? dollars : null;

    private static AskEnd.Failed Invalid(string message) => new AskEnd.Failed(Failure.Of(AiFailures.InvalidReply, message));
}
