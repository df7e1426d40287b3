using System.Text.Json;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Sandbox;

/// <summary>One job: its steps one behind the other, each on the items of the one before.</summary>
internal sealed class JobRun
{
    private readonly Frame _frame;
    private readonly SourceTable _sources;
    private readonly EngineReserve _reserve;
    private readonly ISandboxHost _host;
    private readonly List<StepOutput> _outputs = [];

    /// <summary>Reads a job's frame.</summary>
    public JobRun(Frame frame, SourceTable sources, EngineReserve reserve, ISandboxHost host)
    {
        _frame = frame;
        _sources = sources;
        _reserve = reserve;
        _host = host;
        Header = JsonSerializer.Deserialize(frame.Sections[0].Span, HeaderJson.Default.JobHeader)!;
        var after = 2 + Header.Chunks.Count;
        Input = new([.. frame.Sections.Skip(2).Take(Header.Chunks.Count)], Header.Chunks, Header.HasBinary ? frame.Sections[after] : default);
        after += Header.HasBinary ? 1 : 0;
        foreach (var (index, known) in Header.Known.Index())
        {
            Known[(known.Name, known.Form)] = frame.Sections[after + index];
        }
    }

    /// <summary>Its header.</summary>
    public JobHeader Header { get; }

    /// <summary>Items of the first step.</summary>
    public ItemChunks Input { get; }

    /// <summary>Facts of the run, JSON.</summary>
    public ReadOnlyMemory<byte> Facts => _frame.Sections[1];

    /// <summary>Answers that the job brought along.</summary>
    public Dictionary<(string Name, string Form), ReadOnlyMemory<byte>> Known { get; } = [];

    /// <summary>What its finished steps made of the workflow's state (empty key), and of their nodes' by name.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>> States { get; } = new(StringComparer.Ordinal);

    /// <summary>What its finished steps gave.</summary>
    public IReadOnlyList<StepOutput> Outputs => _outputs;

    /// <summary>Items that step <paramref name="index"/> works on.</summary>
    public ItemChunks InputOf(int index) => index == 0 ? Input : _outputs[index - 1].Items;

    /// <summary>Runs all steps, or up to the first failure; hands each result on as soon as it is there.</summary>
    public void Run(CancellationToken cancellation)
    {
        for (var index = 0; index < Header.Steps.Count && !cancellation.IsCancellationRequested; index++)
        {
            var source = _sources[Header.Steps[index].Source];
            var engine = _reserve.Take(source.Header.Globals.Any(Syntax.PreludeNames.Luxon.Contains));
            var output = new StepRun(this, index, source, engine).Run(cancellation);
            _outputs.Add(output);
            foreach (var (whose, state) in output.States)
            {
                States[StepStates.Key(whose, Header.Steps[index])] = state;
            }

            if (!cancellation.IsCancellationRequested)
            {
                _host.Emit(_frame.Job, output.ToFrame(_frame.Job), output.Error is not null || index == Header.Steps.Count - 1);
            }

            if (output.Error is not null)
            {
                return;
            }
        }
    }

    /// <summary>Asks the host for something the job did not bring along.</summary>
    public ReadOnlyMemory<byte> Fetch(FetchHeader request, CancellationToken cancellation) => _host.Fetch(_frame.Job, request, cancellation);

    /// <summary>The step of this job before <paramref name="before"/> whose node has a name; -1 when there is none.</summary>
    public int StepNamed(string name, int before)
    {
        for (var index = before - 1; index >= 0; index--)
        {
            if (string.Equals(Header.Steps[index].Node, name, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>
    /// Follows an item of a step's input back: to the index in the output of step <paramref name="target"/>,
    /// or with -1 to the index in the job's input. -1 when the line is lost.
    /// </summary>
    public int Trace(int step, int index, int target) => Follow(step, index, target).Index;

    /// <summary>The step at which the line of an item is lost; -1 when it is not lost in this job.</summary>
    public int LostAt(int step, int index, int target) => Follow(step, index, target).Lost;

    private (int Index, int Lost) Follow(int step, int index, int target)
    {
        for (var at = step - 1; at > target; at--)
        {
            var origins = _outputs[at].Origins;
            index = origins is null ? index : index >= 0 && index < origins.Count ? origins[index] : -1;
            if (index < 0)
            {
                return (-1, at);
            }
        }

        return (index, -1);
    }
}
