using System.Buffers;
using System.Runtime.InteropServices;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;

namespace FlowForge.Scripting.Sandbox;

/// <summary>The states that one step's script has asked for. Each is one object for the whole step, which the script changes in place.</summary>
internal sealed class StepStates(JobRun job, StepHeader step, Engine engine, CancellationToken cancellation)
{
    private const string OfNode = "node";
    private static readonly int AnswerHead = "{\"ok\":".Length;
    private readonly Dictionary<string, (ObjectInstance State, ReadOnlyMemory<byte> Before)> _given = new(StringComparer.Ordinal);

    /// <summary>The name under which a job knows a state.</summary>
    public static string Key(string whose, StepHeader step) => whose == OfNode ? step.Node : "";

    /// <summary>The state <c>global</c> or <c>node</c>: <c>{ ok }</c>, or <c>{ code, message }</c>.</summary>
    public JsValue Give(string whose)
    {
        if (_given.TryGetValue(whose, out var known))
        {
            return Answer(known.State);
        }

        if (job.States.TryGetValue(Key(whose, step), out var own))
        {
            var state = Parse(own);
            _given[whose] = (state, own);
            return Answer(state);
        }

        var request = new FetchHeader(Key(whose, step), whose == OfNode ? LookupForms.NodeState : LookupForms.WorkflowState);
        var bytes = job.Known.TryGetValue((request.Name, request.Form), out var foreseen) ? foreseen : job.Fetch(request, cancellation);
        var answer = Parse(bytes);
        if (answer.Get("ok") is ObjectInstance given)
        {
            _given[whose] = (given, bytes[AnswerHead..^1]);
        }

        return answer;
    }

    /// <summary>What the script has made of them, those that differ from what it was given.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> Changed()
    {
        var changed = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        foreach (var (whose, (state, before)) in _given)
        {
            var output = new ArrayBufferWriter<byte>(256);
            new JsonSerializer(engine).Serialize(state, output);
            var after = output.WrittenMemory;
            WellFormed.Repair(MemoryMarshal.AsMemory(after).Span);
            if (!after.Span.SequenceEqual(before.Span))
            {
                changed.Add(new(whose, after));
            }
        }

        return changed;
    }

    private JsObject Answer(ObjectInstance state)
    {
        var answer = new JsObject(engine);
        answer.Set("ok", state);
        return answer;
    }

    private ObjectInstance Parse(ReadOnlyMemory<byte> json) => new JsonParser(engine).Parse(json.Span).AsObject();
}
