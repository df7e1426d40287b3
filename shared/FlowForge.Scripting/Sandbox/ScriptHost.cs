using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace FlowForge.Scripting.Sandbox;

/// <summary>The functions that the prelude calls. User code has no way to reach the object.</summary>
internal sealed class ScriptHost(JobRun job, int index, Source source, SandboxEngine sandbox, ConsoleBuffer console, CancellationToken cancellation)
{
    private readonly StepHeader _step = job.Header.Steps[index];
    private readonly Engine _engine = sandbox.Engine;
    private readonly bool _mutates = source.Header is { Kind: SourceKind.Expressions, Mutates: true };
    private readonly StepStates _states = new(job, job.Header.Steps[index], sandbox.Engine, cancellation);
    private JsValue? _facts;
    private JsValue? _jmesPath;

    /// <summary>The states that the script has asked for.</summary>
    public StepStates States => _states;

    /// <summary>Itself as an object of the engine.</summary>
    public JsValue ToObject()
    {
        var host = new JsObject(_engine);
        host.Set("mutates", _mutates ? JsBoolean.True : JsBoolean.False);
        host.Set("isAll", source.Header.Kind == SourceKind.AllItems ? JsBoolean.True : JsBoolean.False);
        host.Set("isExpression", source.Header.Kind == SourceKind.Expressions ? JsBoolean.True : JsBoolean.False);
        host.Set("node", _step.Node);
        host.Set("previous", (index > 0 ? job.Header.Steps[index - 1].Node : _step.Previous) is { } name ? name : JsValue.Null);
        host.Set("previousOutput", index > 0 ? 0 : _step.PreviousOutput);
        host.Set("previousRun", _step.PreviousRun);
        host.Set("id", _step.Id ?? JsValue.Undefined);
        host.Set("version", _step.Version);
        Add(host, "look", arguments => Look(arguments[0].AsString(), arguments[1].AsString()));
        Add(host, "trace", arguments => JsNumber.Create(Trace(arguments[0].AsString(), arguments[1])));
        Add(host, "lost", arguments => Lost(arguments[0].AsString(), arguments[1]));
        Add(host, "hash", arguments => TextHash.Of(arguments[0].AsString(), arguments[1].AsString()) ?? throw Wrong(TextHash.Unknown(arguments[1].AsString())));
        Add(host, "base64", arguments => arguments[1].AsBoolean() ? Base64Text.Decode(arguments[0].AsString()) : Base64Text.Encode(arguments[0].AsString()));
        Add(host, "state", arguments => _states.Give(arguments[0].AsString()));
        Add(host, "facts", _ => _mutates || _facts is null ? _facts = Parse(job.Facts) : _facts);
        Add(host, "luxon", _ => sandbox.LoadLuxon());
        Add(host, "jmespath", _ => _jmesPath ??= _engine.Evaluate(Assets.JmesPath));
        Add(host, "extensions", _ => _engine.Evaluate(Assets.Extensions));
        Add(host, "offset", arguments => JsNumber.Create(ZoneOffsets.Minutes(arguments[0].ToString(), arguments[1])));
        Add(host, "wantsConsole", _ => console.HasRoom ? JsBoolean.True : JsBoolean.False);
        Add(host, "log", Log);
        return host;
    }

    private void Add(JsObject host, string name, Func<JsValue[], JsValue> function) =>
        host.Set(name, new ClrFunction(_engine, name, (_, arguments) => function(arguments)));

    private JsValue Log(JsValue[] arguments)
    {
        console.Add(arguments[0].AsString(), arguments[1].AsString());
        return JsValue.Undefined;
    }

    /// <summary>Answers a question from what is here, else from what the job brought along, else by asking the host.</summary>
    private JsValue Look(string name, string form)
    {
        if (LookupForms.Placed(form) is (var plain, null or 0, null) && Own(name) is not null)
        {
            form = plain;
        }

        if (Own(name) is { } items && form is LookupForms.All or LookupForms.First or LookupForms.Last or LookupForms.At)
        {
            return Answer(Local(items, form));
        }

        if (form == LookupForms.Executed && job.StepNamed(name, index) >= 0)
        {
            return Answer(JsBoolean.True);
        }

        return Parse(job.Known.TryGetValue((name, form), out var known) ? known : job.Fetch(new(name, form), cancellation));
    }

    /// <summary>The items of a name that this job holds itself: the step's input, or the output of an earlier step.</summary>
    private ItemChunks? Own(string name)
    {
        if (name.Length == 0)
        {
            return index > 0 || _step.IsWhole ? job.InputOf(index) : null;
        }

        var step = job.StepNamed(name, index);
        return step < 0 ? null : job.Outputs[step].Items;
    }

    private JsValue Local(ItemChunks items, string form)
    {
        var whole = sandbox.Call("wrap", Parse(items.Whole()), items.HasBinary ? Parse(items.Binary) : JsValue.Undefined).AsArray();
        var length = _step.RunOnce && ReferenceEquals(items, job.InputOf(index)) ? Math.Min(1, whole.Length) : whole.Length;
        switch (form)
        {
            case LookupForms.All when length < whole.Length:
                return new JsArray(_engine, [whole[0]]);
            case LookupForms.All:
                return whole;
            case LookupForms.At:
                var page = new JsObject(_engine);
                page.Set("from", 0);
                page.Set("items", whole);
                return page;
            default:
                return length == 0 ? JsValue.Null : whole[form == LookupForms.First ? 0 : length - 1];
        }
    }

    /// <summary>
    /// Where an item of this step came from: its index on the job's input, -1 when that is lost, or -2 - i for item i of an earlier
    /// step of this job.
    /// </summary>
    private int Trace(string name, JsValue at)
    {
        if (!at.IsNumber())
        {
            return -1;
        }

        var step = job.StepNamed(name, index);
        var place = job.Trace(index, (int)at.AsNumber(), step);
        return step < 0 || place < 0 ? place : -2 - place;
    }

    /// <summary>Why an item cannot be followed back to a node: where in this job, or on the way to it, the line is lost.</summary>
    private JsValue Lost(string name, JsValue at)
    {
        var begin = $"The item does not come from an item of node '{name}'.";
        var step = at.IsNumber() ? job.LostAt(index, (int)at.AsNumber(), job.StepNamed(name, index)) : -1;
        return step < 0 ? begin : $"{begin} The line is lost at node '{job.Header.Steps[step].Node}'.";
    }

    private JavaScriptException Wrong(string message) => new(_engine.Intrinsics.TypeError, message);

    private JsObject Answer(JsValue ok)
    {
        var answer = new JsObject(_engine);
        answer.Set("ok", ok);
        return answer;
    }

    private JsValue Parse(ReadOnlyMemory<byte> json) => new JsonParser(_engine).Parse(json.Span);
}
