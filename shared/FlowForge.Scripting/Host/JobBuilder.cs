using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Pool;
using FlowForge.Scripting.Preparation;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;

namespace FlowForge.Scripting.Host;

/// <summary>Puts a job together: its steps, its items, and what its sources are known to ask for.</summary>
internal sealed class JobBuilder
{
    private static int _last;

    private readonly IScriptScope _scope;
    private readonly IReadOnlyList<StepHeader> _steps;
    private readonly IReadOnlyList<ScriptDefinition> _sources;
    private readonly ItemEncoder _items;
    private readonly ScopeReader _reader;

    /// <summary>Begins a job.</summary>
    /// <param name="scope">What its scripts may see.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="sources">The source of each step.</param>
    /// <param name="items">Items of the first step.</param>
    /// <param name="offset">Index of the first of them on the input port.</param>
    /// <param name="count">How many there are.</param>
    public JobBuilder(
        IScriptScope scope, IReadOnlyList<StepHeader> steps, IReadOnlyList<ScriptDefinition> sources, ItemEncoder items, int offset, int count)
    {
        _scope = scope;
        _steps = steps;
        _sources = sources;
        _items = items;
        _reader = new(scope, offset, count, items.Refs);
    }

    /// <summary>The states that the job's scripts have been given.</summary>
    public GivenStates States => _reader.States;

    /// <summary>The job, or the failure of one that would be too large.</summary>
    public async ValueTask<Outcome<PoolJob>> BuildAsync(CancellationToken cancellation)
    {
        var known = new List<FetchHeader>();
        var answers = new List<ReadOnlyMemory<byte>>();
        var bytes = _items.Chunks.Sum(chunk => (long)chunk.Length);
        foreach (var lookup in Foreseen())
        {
            if (bytes > Limits.ScriptInputBytes)
            {
                break;
            }

            var request = new FetchHeader(lookup.Name, lookup.Form);
            var answer = await _reader.ReadAsync(request, cancellation).ConfigureAwait(false);
            known.Add(request);
            answers.Add(answer);
            bytes += answer.Length;
        }

        return bytes > Limits.ScriptInputBytes
            ? Failure.Of(FailureCodes.ScriptLimit, $"Node '{_steps[0].Node}': the script is given more than {Limits.ScriptInputBytes / (1024 * 1024)} MB.")
            : Encode(known, answers, cancellation);
    }

    private PoolJob Encode(List<FetchHeader> known, List<ReadOnlyMemory<byte>> answers, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _last);
        var frame = FrameWriter.Begin(FrameKind.Job, id);
        frame.AddHeader(new JobHeader(_steps, _items.Counts, _items.HasBinary, known), HeaderJson.Default.JobHeader);
        FactsEncoder.Write(frame, _scope, _sources.Any(source => source.Needs.Globals.Contains("$vars")));
        _items.WriteTo(frame);
        answers.ForEach(answer => frame.AddSection(answer.Span));
        return new()
        {
            Id = id,
            Frame = frame.End(),
            Sources = _sources,
            Timeouts = [.. _steps.Select(step => TimeSpan.FromMilliseconds(step.TimeoutMs))],
            Fetch = _reader.FetchAsync,
            Cancellation = cancellation,
        };
    }

    /// <summary>What the sources ask for and the worker cannot answer from the job's own items and steps.</summary>
    private IEnumerable<Lookup> Foreseen()
    {
        var asked = new HashSet<Lookup>();
        for (var index = 0; index < _steps.Count; index++)
        {
            foreach (var found in _sources[index].Needs.Lookups)
            {
                var lookup = found.Form == LookupForms.NodeState ? found with { Name = _steps[index].Node } : found;
                if (!IsOwn(lookup, index) && asked.Add(lookup))
                {
                    yield return lookup;
                }
            }

            if (_sources[index].Needs.Globals.Contains("$parameter") && asked.Add(new(_steps[index].Node, LookupForms.Params)))
            {
                yield return new(_steps[index].Node, LookupForms.Params);
            }
        }
    }

    private bool IsOwn(Lookup lookup, int index) => lookup.Form is not (LookupForms.WorkflowState or LookupForms.NodeState) && lookup.Name.Length == 0
        ? index > 0 || _steps[0].IsWhole
        : lookup.Form != LookupForms.Params && _steps.Take(index).Any(step => string.Equals(step.Node, lookup.Name, StringComparison.Ordinal));
}
