using BenchmarkDotNet.Attributes;
using FlowForge.Scripting.Sandbox;
using Jint;
using Jint.Native;

namespace FlowForge.Bench;

/// <summary>What keeping node runs apart costs (docs/decisions/0002): an engine for each, or one with everything frozen.</summary>
[MemoryDiagnoser]
public class ScriptIsolation
{
    private const string Freeze = """
        (function () {
          const seen = new Set();
          const walk = (value) => {
            if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) return;
            seen.add(value);
            for (const key of Reflect.ownKeys(value)) {
              const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key);
              walk(inner); walk(get); walk(set);
            }
            walk(Object.getPrototypeOf(value));
          };
          walk(globalThis);
          seen.forEach(Object.freeze);
        })()
        """;

    private readonly Prepared<Acornima.Ast.Script> _freeze = Engine.PrepareScript(Freeze);
    private readonly Prepared<Acornima.Ast.Script> _user = Engine.PrepareScript("(function(j) { return { total: j.price * 2, tags: j.tags.map(t => t + '!') } })");
    private readonly SandboxEngine _frozen = SandboxEngine.Create();
    private SandboxEngine? _made;

    /// <summary>Freezes the engine that is reused.</summary>
    [GlobalSetup]
    public void Setup() => _frozen.Engine.Execute(_freeze);

    /// <summary>A new engine with its limits, nothing run.</summary>
    [Benchmark]
    public object MakeEngine() => _made = SandboxEngine.Create();

    /// <summary>A step in a new engine.</summary>
    [Benchmark(Baseline = true)]
    public JsValue FreshEngine() => Step(SandboxEngine.Create().Engine);

    /// <summary>A step in the frozen engine; the price of freezing is not in it.</summary>
    [Benchmark]
    public JsValue ReusedFrozenEngine() => Step(_frozen.Engine);

    /// <summary>Making and freezing an engine, once a workflow version and worker.</summary>
    [Benchmark]
    public object FreezeEngine()
    {
        _made = SandboxEngine.Create();
        return _made.Engine.Execute(_freeze);
    }

    /// <summary>Luxon into a new engine.</summary>
    [Benchmark]
    public object LoadLuxon() => (_made = SandboxEngine.Create()).LoadLuxon();

    private JsValue Step(Engine engine)
    {
        var item = new Jint.Native.Json.JsonParser(engine).Parse("""{"price":2,"tags":["a","b"]}""");
        return engine.Call(engine.Evaluate(_user), item);
    }
}
