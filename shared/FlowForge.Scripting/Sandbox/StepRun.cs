using System.Diagnostics;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowForge.Scripting.Sandbox;

/// <summary>One step in an engine of its own.</summary>
internal sealed class StepRun(JobRun job, int index, Source source, SandboxEngine engine)
{
    private readonly StepHeader _header = job.Header.Steps[index];
    private readonly OutputBuilder _output = new(engine.Engine, job.Header.Steps[index], source.Header.Kind);
    private readonly ConsoleBuffer _console = new();
    private ScriptHost? _host;
    private IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> _states = [];

    /// <summary>Runs it; what goes wrong is in the output.</summary>
    public StepOutput Run(CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        engine.Heap.Begin(Limits.ScriptBytes);
        engine.Deadline.Begin(TimeSpan.FromMilliseconds(_header.TimeoutMs), cancellation);
        StepError? error;
        try
        {
            Execute(cancellation);
            error = _output.Failure;
        }
        catch (ExecutionCanceledException)
        {
            error = new(FailureCodes.ScriptTimeout, "The script was stopped.");
        }
        catch (OperationCanceledException)
        {
            error = new(FailureCodes.ScriptTimeout, "The script was stopped.");
        }
        catch (Exception exception) when (exception is not AskingException)
        {
            error = _output.Placed(StepErrors.Of(exception, _output.OwnCode));
        }
        finally
        {
            engine.Deadline.End();
        }

        var done = error is null ? _output.Build(job.InputOf(index).Count) with { States = _states } : new StepOutput { Error = error };
        return done with { Console = _console.ToString(), Duration = Stopwatch.GetElapsedTime(began) };
    }

    private void Execute(CancellationToken cancellation)
    {
        Install(cancellation);
        var function = engine.Engine.Evaluate(source.Script);
        switch (source.Header.Kind)
        {
            case SourceKind.PerItem:
                RunPerItem(function);
                break;
            case SourceKind.AllItems:
                var count = _header.RunOnce ? Math.Min(1, job.InputOf(index).Count) : job.InputOf(index).Count;
                _output.Add(Settle(engine.Call("allItems", function, JsNumber.Create(count))));
                break;
            default:
                RunExpressions(function);
                break;
        }

        _states = _output.Failure is null ? _host?.States.Changed() ?? [] : [];
    }

    private void RunPerItem(JsValue function)
    {
        var collect = _header.Collect ? JsBoolean.True : JsBoolean.False;
        foreach (var (items, binaries, from) in Pages())
        {
            var done = Settle(engine.Call("perItem", function, items, binaries, JsNumber.Create(from), collect));
            if (!_output.Add(done))
            {
                return;
            }
        }
    }

    private void RunExpressions(JsValue functions)
    {
        var only = Array(_header.Only!.Select(which => (JsValue)JsNumber.Create(which)));
        var inText = Array(source.Header.InText.Select(flag => flag ? JsBoolean.True : JsBoolean.False));
        var mutates = source.Header.Mutates ? JsBoolean.True : JsBoolean.False;
        foreach (var (items, binaries, from) in Pages())
        {
            _output.Add(engine.Call("expressions", functions, only, inText, items, binaries, JsNumber.Create(from + _header.Offset), mutates));
        }
    }

    /// <summary>The input as objects, some at a time.</summary>
    private IEnumerable<(JsValue Items, JsValue Binaries, int From)> Pages()
    {
        var input = job.InputOf(index);
        input = input.HasBinary ? input.Joined() : input;
        var from = 0;
        for (var chunk = 0; chunk < input.Chunks.Count; chunk++)
        {
            var items = Parse(input.Chunks[chunk]);
            var binaries = input.HasBinary ? Parse(input.Binary) : JsValue.Undefined;
            if (_header.RunOnce)
            {
                yield return (Array([items.Get("0")]), binaries, 0);
                yield break;
            }

            yield return (items, binaries, from);
            from += input.Counts[chunk];
        }
    }

    private JsArray Array(IEnumerable<JsValue> values) => new(engine.Engine, [.. values]);

    private ObjectInstance Parse(ReadOnlyMemory<byte> json) => new JsonParser(engine.Engine).Parse(json.Span).AsObject();

    /// <summary>Waits for a promise. Nothing outside the engine can settle one, so that a promise still open when no job is left stays open.</summary>
    private JsValue Settle(JsValue value)
    {
        if (!value.IsPromise())
        {
            return value;
        }

        var box = engine.Call("watch", value).AsObject();
        engine.Engine.Advanced.ProcessTasks();
        if (!box.Get("settled").AsBoolean())
        {
            throw new UnsettledException();
        }

        return box.Get("value");
    }

    private void Install(CancellationToken cancellation)
    {
        var isAll = source.Header.Kind == SourceKind.AllItems;
        var names = source.Header.Globals.Where(name => isAll || !PreludeNames.OfItem.Contains(name))
            .Select(name => (JsValue)new JsString(name)).ToArray();
        if (names.Length == 0)
        {
            return;
        }

        _host = new ScriptHost(job, index, source, engine, _console, cancellation);
        var define = engine.Engine.Call(engine.Engine.Evaluate(Assets.Prelude), engine.Engine.Global, engine.Driver, _host.ToObject());
        engine.Engine.Call(define, new JsArray(engine.Engine, names));
    }
}
