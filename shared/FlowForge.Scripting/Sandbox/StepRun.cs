using System.Diagnostics;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;
using Jint;
using Jint.Native;
using Jint.Native.Json;
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
        var run = new UserRun(engine, _host, _header, _output.OwnCode);
        var function = engine.Engine.Evaluate(source.Script);
        if (source.Header.Kind == SourceKind.AllItems)
        {
            _output.Add(run.AllItems(function, _header.RunOnce ? Math.Min(1, job.InputOf(index).Count) : job.InputOf(index).Count));
        }
        else
        {
            foreach (var (items, binaries, from) in Pages())
            {
                var goesOn = _output.Add(source.Header.Kind == SourceKind.PerItem
                    ? run.PerItem(function, items, binaries, from)
                    : run.Expressions(function.AsArray(), source.Header, items, binaries, from + _header.Offset));
                if (!goesOn && source.Header.Kind == SourceKind.PerItem)
                {
                    break;
                }
            }
        }

        _states = _output.Failure is null ? _host?.States.Changed() ?? [] : [];
    }

    /// <summary>The input as objects, some at a time.</summary>
    private IEnumerable<(JsArray Items, JsArray? Binaries, int From)> Pages()
    {
        var input = job.InputOf(index);
        input = input.HasBinary ? input.Joined() : input;
        var from = 0;
        for (var chunk = 0; chunk < input.Chunks.Count; chunk++)
        {
            var items = Parse(input.Chunks[chunk]);
            var binaries = input.HasBinary ? Parse(input.Binary) : null;
            if (_header.RunOnce)
            {
                yield return (new(engine.Engine, [items[0]]), binaries, 0);
                yield break;
            }

            yield return (items, binaries, from);
            from += input.Counts[chunk];
        }
    }

    private JsArray Parse(ReadOnlyMemory<byte> json) => new JsonParser(engine.Engine).Parse(json.Span).AsArray();

    private void Install(CancellationToken cancellation)
    {
        var isAll = source.Header.Kind == SourceKind.AllItems;
        var names = source.Header.Globals.Where(name => isAll || !PreludeNames.OfItem.Contains(name)).ToArray();
        if (names.Length == 0)
        {
            return;
        }

        _host = new ScriptHost(job, index, source, engine, _console, cancellation);
        var own = new OwnNames(engine.Engine, _host, source.CopiesItems);
        foreach (var name in names.Where(PreludeNames.OfInput.Contains))
        {
            own.Define(name);
        }

        JsValue[] others = [.. names.Where(name => !PreludeNames.OfInput.Contains(name)).Select(name => new JsString(name))];
        if (others.Length > 0)
        {
            engine.Engine.Call(
                engine.Engine.Evaluate(Assets.Names), engine.Engine.Global, _host.ToFunction(), Flag(isAll), Flag(source.CopiesItems), new JsArray(engine.Engine, others));
        }
    }

    private static JsBoolean Flag(bool value) => value ? JsBoolean.True : JsBoolean.False;
}
