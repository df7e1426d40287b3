using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Ai.Tests.Support;

/// <summary>Writes down what the AI layer tells.</summary>
internal sealed class Heard : IAssistantListener
{
    private readonly System.Text.StringBuilder text = new();

    public int Attempts { get; private set; }

    public string Said => text.ToString();

    public List<Problem> Problems { get; } = [];

    public void Asking(int attempt) => Attempts = attempt;

    public void Text(string piece) => text.Append(piece);

    public void Returned(IReadOnlyList<Problem> problems) => Problems.AddRange(problems);
}
