using Jint;

namespace FlowForge.Scripting.Tests.Sandbox;

/// <summary>
/// Why engines are not reused with everything frozen (docs/decisions/0002): honest code breaks, and state still leaks.
/// When one of these fails, Jint has changed and the decision may be looked at again.
/// </summary>
public sealed class FrozenEngineTests
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

    [Theory]
    [InlineData("const e = new Error('a'); e.name = 'Mine'; return e.name", "Mine")]
    [InlineData("const o = {}; o.toString = () => 'mine'; return String(o)", "mine")]
    [InlineData("function F() {} F.prototype.toString = () => 'mine'; return String(new F())", "mine")]
    [InlineData("const o = Object.create(Array.prototype); o.map = () => 'mine'; return o.map()", "mine")]
    public void FrozenIntrinsics_HonestCode_Breaks(string body, string honest)
    {
        Assert.Equal(honest, Run(new Engine(), body));
        Assert.NotEqual(honest, Run(Frozen(), body));
    }

    [Theory]
    [InlineData("Symbol.for('a')[0]; 'secret'.match(/(s.*)/); return ''", "return RegExp.$1", "secret")]
    public void FrozenIntrinsics_StateOfTheEngineItself_StillLeaks(string first, string second, string leaked)
    {
        var engine = Frozen();
        Run(engine, first);

        Assert.Equal(leaked, Run(engine, second));
    }

    private static Engine Frozen()
    {
        var engine = new Engine();
        engine.Execute(Freeze);
        return engine;
    }

    private static string Run(Engine engine, string body)
    {
        try
        {
            return engine.Evaluate($"(function() {{ {body} }})()").ToString();
        }
        catch (Jint.Runtime.JavaScriptException error)
        {
            return error.Message;
        }
    }
}
