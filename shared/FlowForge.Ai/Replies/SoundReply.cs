using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Ai.Replies;

/// <summary>Asks a model for JSON, and sends what is not sound back to it with the problems, at most <see cref="Limits.AiCorrections"/> times.</summary>
internal static class SoundReply
{
    private const int ProblemsTold = 20;
    private const int ReplyRepeated = 40_000;

    /// <summary>Something sound and what it took; <see cref="AiFailures.InvalidReply"/> with the last problems when there is none.</summary>
    public static async ValueTask<Outcome<(T Value, ModelUsage Usage)>> AskAsync<T>(
        ILanguageModel model, ModelRequest request, Func<JsonElement, ValueTask<Checked<T>>> check, IAssistantListener listener, CancellationToken cancellation)
        where T : class
    {
        var (messages, usage) = (request.Messages.ToList(), ModelUsage.None);
        var explanation = new TextProperty("explanation", listener.Text);
        request = request with { OnText = explanation.Add };
        for (var attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            explanation.Reset();
            listener.Asking(attempt);
            var answered = await model.AskAsync(request with { Messages = messages }, cancellation).ConfigureAwait(false);
            if (answered.IsFailure)
            {
                return answered.Failure;
            }

            usage += answered.Value.Usage;
            var read = ReplyJson.Object(answered.Value.Text);
            var result = read.IsRefused ? Checked<T>.Refused(read.Problem) : await check(read.Value).ConfigureAwait(false);
            if (result.Value is { } value)
            {
                return (value, usage);
            }

            if (attempt > Limits.AiCorrections)
            {
                return Failure.Of(AiFailures.InvalidReply, $"The model's reply was sent back {Limits.AiCorrections} times and is still not sound. {Sentences(result.Problems)}");
            }

            listener.Returned(result.Problems);
            messages.Add(new(ModelRole.Assistant, ReplyJson.Cut(answered.Value.Text, ReplyRepeated)));
            messages.Add(new(ModelRole.User, Back(result.Problems)));
        }
    }

    private static string Back(IReadOnlyList<Problem> problems)
    {
        var text = new StringBuilder("This reply cannot be used:\n");
        foreach (var problem in problems.Take(ProblemsTold))
        {
            text.Append("- ").Append(problem.Code);
            if (problem.Path.Length > 0)
            {
                text.Append(" at ").Append(problem.Path);
            }

            text.Append(": ").Append(problem.Message).Append('\n');
        }

        return text.Append("Answer again with the whole JSON object, corrected, and nothing else.").ToString();
    }

    private static string Sentences(IReadOnlyList<Problem> problems) =>
        string.Join(' ', problems.Take(3).Select(static problem => problem.Path.Length == 0 ? problem.Message : $"{problem.Path}: {problem.Message}"));
}
