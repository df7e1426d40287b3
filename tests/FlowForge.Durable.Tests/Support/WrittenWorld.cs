using System.Text.Json;
using FlowForge.Core.Driven;
using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Tests.Execution;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Plans;

namespace FlowForge.Durable.Tests.Support;

/// <summary>A trigger and nodes beside each other behind it, which answer as a test writes down; and the run's mailbox.</summary>
internal sealed class WrittenWorld(int nodes, Func<WrittenWorld, HandOut, RunEvent> answer) : IWorld
{
    private readonly List<Func<int, RunEvent>> _mail = [];

    public bool IsStopped { get; private set; }

    /// <summary>Answers of <see cref="Activities.ExpireWait"/>, and what is done before one.</summary>
    public Func<bool> Expire { get; init; } = () => true;

    public List<RunNotes> Notes { get; } = [];

    public RunNotes End => Notes[^1];

    /// <summary>The nodes that ran to their end.</summary>
    public SortedSet<int> Ended { get; } = [];

    public DriverInput Input => new() { RunId = "run", Outline = OutlineJson.Check(Plan().Outline).Value };

    public void Post(Func<int, RunEvent> message) => _mail.Add(message);

    public RunEvent Advance(HandOut handOut, int ports = 2)
    {
        Ended.Add(handOut.First);
        return new RunEvent.Advanced(handOut.Number, 1, handOut.First, [1, .. new int[ports - 1]], true, (long)handOut.Number << 20);
    }

    public Task<JsonElement> RunAsync(string activity, JsonElement input) => Task.FromResult(JsonElement.Parse(Answer(activity, input)));

    private string Answer(string activity, JsonElement input)
    {
        switch (activity)
        {
            case Activities.RunBranch:
                var handOut = HandOutJson.Read(input.GetProperty("handOut"));
                return SimulatedHost.Text(handOut.First == 0 ? Advance(handOut) : answer(this, handOut));
            case Activities.RecordRun:
                Notes.Add(RunNotes.Read(input));
                return "true";
            case Activities.ReadMail:
                var after = input.GetProperty("after").GetInt32();
                return $"[{string.Join(',', _mail.Skip(after).Select((mail, i) => SimulatedHost.Text(mail(after + i + 1))))}]";
            case Activities.ExpireWait:
                return Expire() ? "true" : "false";
            case Activities.StopRun:
                IsStopped = true;
                return "true";
            default:
                throw new InvalidOperationException(activity);
        }
    }

    private ExecutionPlan Plan()
    {
        var drawn = Enumerable.Range(1, nodes).Select(i => new Node { Id = $"n{i}", Kind = "wait" }).ToList();
        var workflow = new Workflow
        {
            Id = "w", Name = "w", Nodes = [new Node { Id = "n0", Kind = "trigger" }, .. drawn],
            Edges = drawn.ConvertAll(node => new Edge { From = "n0", To = node.Id }),
        };
        return Planner.Plan(workflow, new Core.Tests.Engine.TestCatalogue(), "n0").Plan!;
    }
}
