using FlowForge.Core;
using Jint;
using Jint.Constraints;
using Jint.Native;
using Jint.Native.Json;
using Jint.Runtime;

namespace FlowForge.Scripting.Sandbox;

/// <summary>A fresh engine for one node run: no CLR, no string compilation, all limits set, nothing of ours in it.</summary>
internal sealed class SandboxEngine
{
    private const int MaxRecursion = 10_000;
    private const uint MaxArray = 10_000_000;
    private const int MaxJsonDepth = 512;
    private static readonly TimeSpan RegexTime = TimeSpan.FromSeconds(2);

    // Ways to other threads, other realms and blocking waits; nothing in a node run needs them.
    private static readonly JsValue[] Removed = [new JsString("Atomics"), new JsString("SharedArrayBuffer"), new JsString("ShadowRealm")];
    private static readonly Options Options = Configure();

    private readonly Dictionary<JsValue, string> _codes = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<JsValue> _told = new(ReferenceEqualityComparer.Instance);

    /// <summary>What every engine is made with.</summary>
    internal static Options Configured => Options;

    private SandboxEngine(Engine engine)
    {
        Engine = engine;
        foreach (var name in Removed)
        {
            engine.Global.Delete(name);
        }

        engine.Global.Set("$binary", JsValue.Undefined);
        Deadline = engine.Constraints.Find<OperationDeadlineConstraint>()!;
        Heap = engine.Constraints.Find<HeapConstraint>()!;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>Ends the step when its time is over or it is cancelled.</summary>
    public OperationDeadlineConstraint Deadline { get; }

    /// <summary>Ends the step when it holds too much.</summary>
    public HeapConstraint Heap { get; }

    /// <summary>Luxon, once loaded.</summary>
    public JsValue? Luxon { get; private set; }

    /// <summary>Makes one.</summary>
    public static SandboxEngine Create() => new(new Engine(Options));

    /// <summary>Luxon in this engine; loads it at the first call.</summary>
    public JsValue LoadLuxon() => Luxon ??= Engine.Evaluate(Assets.Luxon);

    /// <summary>An error for user code to meet that carries one of the product's failure codes.</summary>
    public JavaScriptException Fail(string code, string message)
    {
        var error = new JavaScriptException(Engine.Intrinsics.Error, message);
        _codes.Add(error.Error, code);
        return error;
    }

    /// <summary>The failure code that an error carries, or null.</summary>
    public string? CodeOf(JsValue error) => _codes.GetValueOrDefault(error);

    /// <summary>Notes that an error says what a person did wrong; gives it back.</summary>
    public JsValue Tell(JsValue error)
    {
        _told.Add(error);
        return error;
    }

    /// <summary>A type error that says what a person did wrong.</summary>
    public JavaScriptException Told(string message)
    {
        var error = new JavaScriptException(Engine.Intrinsics.TypeError, message);
        Tell(error.Error);
        return error;
    }

    /// <summary>Whether an error says what a person did wrong: a failure of the product, or one that was told.</summary>
    public bool IsTold(JsValue error) => _codes.ContainsKey(error) || _told.Contains(error);

    /// <summary>JSON text of a value; null when it has none.</summary>
    public string? Stringify(JsValue value) => new JsonSerializer(Engine).Serialize(value) is { } text && text.IsString() ? text.AsString() : null;

    private static Options Configure()
    {
        var options = new Options { AgentCanSuspend = false };
        options.Interop.Enabled = false;
        options.Constraints.StackOverflowGuard = true;
        options.Constraints.PromiseTimeout = TimeSpan.FromSeconds(Limits.ScriptSeconds);
        return options
            .AllowClrWrite(false)
            .DisableStringCompilation()
            .LimitRecursion(MaxRecursion)
            .MaxArraySize(MaxArray)
            .MaxJsonParseDepth(MaxJsonDepth)
            .RegexTimeoutInterval(RegexTime)
            .LocalTimeZone(TimeZoneInfo.Utc)
            .Constraint(static () => new OperationDeadlineConstraint())
            .Constraint(static () => new HeapConstraint());
    }
}
