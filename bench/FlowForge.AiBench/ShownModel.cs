using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.AiBench;

/// <summary>Prints what a model would be sent, and answers nothing: to read prompts as a model does.</summary>
internal sealed class ShownModel(TextWriter to) : ILanguageModel
{
    private readonly Lock gate = new();

    public string? Missing => null;

    public string Usual => "nobody";

    public ValueTask<Outcome<ModelReply>> AskAsync(ModelRequest request, CancellationToken cancellation)
    {
        lock (gate)
        {
            to.WriteLine($"=================== {request.Messages.Sum(static message => message.Text.Length)} letters, and a schema of {request.Shape?.Schema.GetRawText().Length ?? 0}");
            foreach (var message in request.Messages)
            {
                to.WriteLine($"--- {message.Role}\n{message.Text}");
            }
        }

        return new(Failure.Of(AiFailures.Unavailable, "Nobody was asked."));
    }
}
