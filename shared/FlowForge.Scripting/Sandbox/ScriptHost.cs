using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace FlowForge.Scripting.Sandbox;

/// <summary>What the names of a step's script are made of. User code has no way to reach it.</summary>
internal sealed class ScriptHost(JobRun job, int index, Source source, SandboxEngine sandbox, ConsoleBuffer console, CancellationToken cancellation)
{
    private readonly StepHeader _step = job.Header.Steps[index];
    private readonly Engine _engine = sandbox.Engine;
    private readonly StepStates _states = new(job, job.Header.Steps[index], sandbox.Engine, cancellation);
    private readonly Lookups _lookups = new(job, index, sandbox, source.CopiesItems, cancellation);
    private readonly bool _isAll = source.Header.Kind == SourceKind.AllItems;
    private JsValue? _facts;
    private JsValue? _jmesPath;

    /// <summary>The states that the script has asked for.</summary>
    public StepStates States => _states;

    /// <summary>The current item's json.</summary>
    public JsValue Json { get; private set; } = JsValue.Undefined;

    /// <summary>The current item's binaries.</summary>
    public JsValue Binary { get; private set; } = JsValue.Undefined;

    /// <summary>The current item's place.</summary>
    public int Index { get; private set; }

    /// <summary>What of its input the script was given.</summary>
    public OwnPlaces Places => _lookups.Places;

    /// <summary>From now on the script works on this item.</summary>
    public void Enter(JsValue json, JsValue binary, int at)
    {
        (Json, Binary, Index) = (json, binary, at);
        if (_lookups.OnAnswer is not null && binary is ObjectInstance)
        {
            Item();
        }
    }

    /// <summary>The current item; in a script that runs once for all items, the first.</summary>
    public JsValue Item()
    {
        if (_isAll)
        {
            return Find("", LookupForms.First) is { } first && !first.IsNull() ? first : JsValue.Undefined;
        }

        var item = new JsObject(_engine);
        item.CreateDataProperty("json", Json);
        if (!Binary.IsUndefined())
        {
            item.CreateDataProperty("binary", Binary);
        }

        return _lookups.OnAnswer is { } see ? _engine.Call(see, item) : item;
    }

    /// <summary>What a node gave or is.</summary>
    /// <param name="name">The node; empty for the input of the asking one.</param>
    /// <param name="form">What of it, one of <see cref="LookupForms"/>.</param>
    /// <param name="output">The output that is meant, or undefined.</param>
    /// <param name="run">The run that is meant, or undefined.</param>
    public JsValue Find(string name, string form, JsValue? output = null, JsValue? run = null) =>
        _lookups.Find(name, _lookups.Placed(form, output ?? JsValue.Undefined, run ?? JsValue.Undefined), _isAll);

    /// <summary>All items of a node, in a list of its own.</summary>
    public JsValue All(string name, JsValue output, JsValue run) => new JsArray(_engine, [.. (JsArray)Find(name, LookupForms.All, output, run)]);

    /// <summary>Parameters of the asking node.</summary>
    public JsValue Parameters() => Find(_step.Node, LookupForms.Params);

    /// <summary>How far the loop before the asking node is.</summary>
    public JsValue PreviousContext() => Previous is { } name ? Find(name, LookupForms.Context) : new JsObject(_engine);

    private string? Previous => index > 0 ? job.Header.Steps[index - 1].Node : _step.Previous;

    /// <summary>Itself as one function of the engine, of what is asked and up to four values: functions are what an engine takes its time for.</summary>
    public JsValue ToFunction() => new ClrFunction(_engine, "host", (_, arguments) => Answer(arguments[0].AsString(), arguments));

    private JsValue Answer(string question, JsValue[] arguments)
    {
        var (first, second) = (arguments.At(1), arguments.At(2));
        return question switch
        {
            "look" => Find(first.AsString(), second.AsString(), arguments.At(3), arguments.At(4)),
            "all" => All(first.AsString(), second, arguments.At(3)),
            "item" => Item(),
            "json" => Json,
            "index" => JsNumber.Create(Index),
            "step" => Step(),
            "facts" => source.CopiesItems || _facts is null ? _facts = Parse(job.Facts) : _facts,
            "trace" => JsNumber.Create(_lookups.Trace(first.AsString(), second)),
            "lost" => _lookups.Lost(first.AsString(), second),
            "fail" => sandbox.Fail(first.AsString(), second.AsString()).Error,
            "tell" => sandbox.Tell(first),
            "seeFiles" => _lookups.OnAnswer = first,
            "state" => _states.Give(first.AsString()),
            "extensions" => _engine.Evaluate(Assets.Extensions),
            "luxon" => sandbox.LoadLuxon(),
            "jmespath" => _jmesPath ??= _engine.Evaluate(Assets.JmesPath),
            "hash" => TextHash.Of(first.AsString(), second.AsString()) ?? throw sandbox.Told(TextHash.Unknown(second.AsString())),
            "base64" => second.AsBoolean() ? Base64Text.Decode(first.AsString()) : Base64Text.Encode(first.AsString()),
            "offset" => JsNumber.Create(ZoneOffsets.Minutes(first.ToString(), second)),
            "wantsConsole" => console.HasRoom ? JsBoolean.True : JsBoolean.False,
            "log" => Log(first.AsString(), second.AsString()),
            _ => throw new InvalidOperationException($"No script is told '{question}'."),
        };
    }

    private JsObject Step()
    {
        var step = new JsObject(_engine);
        step.Set("isExpression", source.Header.Kind == SourceKind.Expressions ? JsBoolean.True : JsBoolean.False);
        step.Set("node", _step.Node);
        step.Set("previous", Previous is { } name ? name : JsValue.Null);
        step.Set("previousOutput", index > 0 ? 0 : _step.PreviousOutput);
        step.Set("previousRun", _step.PreviousRun);
        step.Set("id", _step.Id ?? JsValue.Undefined);
        step.Set("version", _step.Version);
        return step;
    }

    private JsValue Log(string level, string text)
    {
        console.Add(level, text);
        return JsValue.Undefined;
    }

    private JsValue Parse(ReadOnlyMemory<byte> json) => new JsonParser(_engine).Parse(json.Span);
}
