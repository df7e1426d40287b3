using System.Text;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Simulation.Golden;

/// <summary>
/// A run as a host of some version has recorded it: its document and its journal as stored, and what the decider of that version commanded behind each event. A run that is in flight when a host
/// is brought to a newer version goes on from exactly this, so a newer version must read it and command the same.
/// </summary>
/// <param name="Document">The document.</param>
/// <param name="Window">Hand-outs at a time.</param>
/// <param name="Segments">Contents of its segments, in order.</param>
/// <param name="Commands">What was commanded, a line each; events begin with <c>&gt;</c>.</param>
internal sealed record KeptHistory(string Document, int Window, IReadOnlyList<string> Segments, IReadOnlyList<string> Commands)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The history of a run of a world that is over; null for one that cannot be replayed by its document alone.</summary>
    public static KeptHistory? Of(World world, RunRecord run)
    {
        var rows = world.Disk.Runs.ReadSegmentsAsync(run.Id, 0, 10_000, default).AsTask().Result;
        var history = new KeptHistory(
            Encoding.UTF8.GetString(WorkflowJson.Write(world.Documents.Read(run.WorkflowId))), world.Drawn.RunWindow,
            [.. rows.Select(row => Encoding.UTF8.GetString(row.Content.Span))], []);
        return run.Caller is not null || history.Events().Any(happened => happened is RunEvent.PauseAnswered { Revision: not null }) ? null
            : history with { Commands = history.Replay() };
    }

    public static KeptHistory Read(string text) => JsonSerializer.Deserialize<KeptHistory>(text)!;

    public string Text() => JsonSerializer.Serialize(this, Readable);

    /// <summary>What this version's decider commands behind each event. After every second event its state is written and read back, as a snapshot is.</summary>
    public List<string> Replay()
    {
        var plan = Plan();
        var (decider, lines) = (new Decider(plan.Outline, Window), new List<string>());
        var state = decider.Begin();
        foreach (var happened in Events())
        {
            var commands = new List<RunCommand>();
            decider.Apply(state, happened, commands);
            lines.Add($"> {happened.GetType().Name}");
            lines.AddRange(commands.Select(CommandText.Of));
            if (lines.Count % 2 == 0 && !state.HasEnded)
            {
                state = RunStateJson.Read(JsonElement.Parse(RunStateJson.Write(state)), plan.Outline);
            }
        }

        lines.Add(Encoding.UTF8.GetString(RunStateJson.Write(state)));
        return lines;
    }

    /// <summary>Its records, as this version reads them.</summary>
    public IEnumerable<JournalEntry> Entries() => Segments.SelectMany((content, i) =>
        new SegmentReader(new(new MemoryRunStore()), "").Read(new("run", i, 0, 0, Encoding.UTF8.GetBytes(content))));

    private IEnumerable<RunEvent> Events() => Entries().OfType<EventEntry>().Select(entry => entry.Event);

    private ExecutionPlan Plan()
    {
        var read = WorkflowJson.Read(Encoding.UTF8.GetBytes(Document));
        var workflow = read.Workflow ?? throw new InvalidOperationException($"The document cannot be read any more: {string.Join("; ", read.Problems)}");
        var known = new TestCatalogue(new WaitingKind());
        var catalogue = new TestCatalogue([new WaitingKind(), .. workflow.Nodes.Where(node => known.Find(node.Kind) is null).Select(Shape).DistinctBy(kind => kind.Description.Kind)]);
        var trigger = workflow.Nodes.First(node => node.Kind.StartsWith("trigger", StringComparison.Ordinal) || node.Kind.StartsWith("clock", StringComparison.Ordinal));
        return Planner.Plan(workflow, catalogue, trigger.Id).Plan ?? throw new InvalidOperationException("The document cannot be planned any more.");
    }

    /// <summary>The ports of a scene's kind.</summary>
    private static TestKind Shape(Node node) => node.Kind switch
    {
        "thirds" => new(node.Kind, (_, _) => default, outputs: ["loop", "done"], isLoop: true),
        _ when node.Kind.StartsWith("drawn", StringComparison.Ordinal) => new(node.Kind, (_, _) => default, ["in", "in2"], ["out", "alt"]),
        _ when node.Kind.StartsWith("clock", StringComparison.Ordinal) => new(node.Kind, (_, _) => default, inputs: [], isTrigger: true),
        _ => new(node.Kind, (_, _) => default),
    };
}
