using System.Text.Json;
using FlowForge.Core.Driven;
using FlowForge.Core.Execution;
using FlowForge.Core.Tests.Execution;
using FlowForge.Durable.Driving;

namespace FlowForge.Durable.Tests.Support;

/// <summary>Activities without nodes or items, which answer with drawn counts, the same for the same hand-out.</summary>
internal sealed class SimulatedWorld(SimulatedHost host) : IWorld
{
    private readonly Dictionary<int, string> _answers = [];
    private readonly HashSet<int> _skips = [];

    public RunNotes? End { get; private set; }

    public Task<JsonElement> RunAsync(string activity, JsonElement input) => Task.FromResult(JsonElement.Parse(Answer(activity, input)));

    private string Answer(string activity, JsonElement input)
    {
        switch (activity)
        {
            case Activities.RunBranch:
                var handOut = HandOutJson.Read(input.GetProperty("handOut"));
                return _answers.TryGetValue(handOut.Number, out var known) ? known : _answers[handOut.Number] = SimulatedHost.Text(host.AnswerTo(handOut));
            case Activities.RecordRun:
                var notes = RunNotes.Read(input);
                notes.Skips.Where(skip => _skips.Add(skip.Number)).ToList().ForEach(host.NoteSkip);
                End = notes.End is null ? End : notes;
                return "true";
            case Activities.ReadMail:
                return "[]";
            default:
                throw new InvalidOperationException($"Nobody asks for {activity} here.");
        }
    }
}
