using FlowForge.Core;
using Jint;
using Jint.Constraints;
using Jint.Native;
using Jint.Native.Object;

namespace FlowForge.Scripting.Sandbox;

/// <summary>A fresh engine for one node run: no CLR, no string compilation, all limits set, the driver loaded.</summary>
internal sealed class SandboxEngine
{
    private const int MaxRecursion = 10_000;
    private const uint MaxArray = 10_000_000;
    private const int MaxJsonDepth = 512;
    private static readonly TimeSpan RegexTime = TimeSpan.FromSeconds(2);

    // Ways to other threads, other realms and blocking waits; nothing in a node run needs them.
    private static readonly JsValue[] Removed = [new JsString("Atomics"), new JsString("SharedArrayBuffer"), new JsString("ShadowRealm")];
    private static readonly Options Options = Configure();

    private SandboxEngine(Engine engine)
    {
        Engine = engine;
        foreach (var name in Removed)
        {
            engine.Global.Delete(name);
        }

        Driver = engine.Evaluate(Assets.Driver).AsObject();
        Deadline = engine.Constraints.Find<OperationDeadlineConstraint>()!;
        Heap = engine.Constraints.Find<HeapConstraint>()!;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The driver's functions.</summary>
    public ObjectInstance Driver { get; }

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

    /// <summary>Calls a function of the driver.</summary>
    public JsValue Call(string function, params JsValue[] arguments) => Engine.Call(Driver.Get(function), arguments);

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
