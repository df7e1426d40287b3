using FlowForge.Scripting.Protocol;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Calls a step's user functions. What they throw is noted; what ends the whole step leaves as an exception.</summary>
/// <param name="sandbox">The engine.</param>
/// <param name="host">What the names of the script are made of; null when it uses none.</param>
/// <param name="step">The step.</param>
/// <param name="ownCode">Code of an error of the script itself.</param>
internal sealed class UserRun(SandboxEngine sandbox, ScriptHost? host, StepHeader step, string ownCode)
{
    private static readonly JsValue JsonName = new JsString("$json"), BinaryName = new JsString("$binary"), IndexName = new JsString("$itemIndex"), ThenName = new JsString("then");
    private readonly Engine _engine = sandbox.Engine;

    /// <summary>Calls a function once an item.</summary>
    public GivenItems PerItem(JsValue function, JsArray items, JsArray? binaries, int from)
    {
        var given = new GivenItems(sandbox, ownCode);
        for (var i = 0; i < (int)items.Length; i++)
        {
            try
            {
                Enter(items[i], binaries?[i], from + i);
                var value = Settled(_engine.Call(function));
                if (!value.IsNull() && !value.IsUndefined())
                {
                    given.Add(value, from + i);
                }
            }
            catch (JavaScriptException error)
            {
                given.AddError(error, from + i);
                if (!step.Collect)
                {
                    break;
                }
            }
        }

        return given;
    }

    /// <summary>Calls a function once for all items.</summary>
    public GivenItems AllItems(JsValue function, int count)
    {
        var given = new GivenItems(sandbox, ownCode);
        try
        {
            given.AddAll(Settled(_engine.Call(function)), count, host?.Places ?? new(count));
        }
        catch (JavaScriptException error)
        {
            given.AddError(error, null);
        }

        return given;
    }

    /// <summary>Evaluates expressions for each item: their values one behind the other.</summary>
    /// <param name="functions">A function for each.</param>
    /// <param name="source">Which of them stand inside of a text, and whether one may change an object in place: then each gets a copy, so that none sees what another did.</param>
    /// <param name="items">The items.</param>
    /// <param name="binaries">Their binaries.</param>
    /// <param name="from">Place of the first.</param>
    /// <remarks>In n8n's manner one that throws gives nothing, but where the error says what a person did wrong, and a text is what JavaScript makes of a value.</remarks>
    public GivenItems Expressions(JsArray functions, SourceHeader source, JsArray items, JsArray? binaries, int from)
    {
        var given = new GivenItems(sandbox, ownCode);
        for (var i = 0; i < (int)items.Length; i++)
        {
            var copy = source.Mutates ? sandbox.Stringify(items[i]) : null;
            foreach (var which in step.Only!)
            {
                try
                {
                    Enter(copy is null ? items[i] : Parse(copy), binaries?[i], from + i);
                    var value = _engine.Call(functions[which]);
                    given.Json.Add(source.InText[which] ? step is { IsLenient: true, IsInJson: false } ? OwnText(value) : Text(value) : source.Mutates && value is ObjectInstance && !value.IsCallable() ? Parse(sandbox.Stringify(value) ?? "null") : Plain(value));
                }
                catch (JavaScriptException error) when (step.IsLenient && !sandbox.IsTold(error.Error))
                {
                    given.Json.Add(source.InText[which] ? JsString.Empty : JsValue.Null);
                }
                catch (JavaScriptException error)
                {
                    given.AddError(error, given.Json.Count);
                    given.Json.Add(JsValue.Null);
                }
            }
        }

        return given;
    }

    private void Enter(JsValue json, JsValue? binary, int at)
    {
        _engine.Global.Set(JsonName, json, true);
        if (binary is not null)
        {
            binary = binary.IsNull() ? JsValue.Undefined : binary;
            _engine.Global.Set(BinaryName, binary, true);
        }

        _engine.Global.Set(IndexName, JsNumber.Create(at), true);
        host?.Enter(json, binary ?? JsValue.Undefined, at);
    }

    /// <summary>What a promise gives. Nothing outside the engine can settle one, so that a promise still open when no job is left stays open.</summary>
    private JsValue Settled(JsValue value)
    {
        if (value is not ObjectInstance promise || promise.IsCallable() || !promise.Get(ThenName).IsCallable())
        {
            return value;
        }

        var box = _engine.Call(_engine.Evaluate(Assets.Watch), value).AsObject();
        _engine.Advanced.ProcessTasks();
        if (!box.Get("settled").AsBoolean())
        {
            throw new UnsettledException();
        }

        return box.Get("failed").AsBoolean() ? throw new JavaScriptException(box.Get("value")) : box.Get("value");
    }

    /// <summary>Text of a value inside a longer text: nothing for null and undefined, JSON for objects, but what has a JSON text of its own (dates) as that.</summary>
    private JsValue Text(JsValue value)
    {
        if (value.IsNull() || value.IsUndefined())
        {
            return JsString.Empty;
        }

        if (value is not ObjectInstance || value.IsCallable())
        {
            return value.IsSymbol() ? value.ToString() : TypeConverter.ToString(value);
        }

        var json = sandbox.Stringify(value);
        return json is null ? JsString.Empty : json[0] == '"' ? Parse(json) : json;
    }

    /// <summary>Text of a value as JavaScript makes it; a number that is none is no characters.</summary>
    private static JsString OwnText(JsValue value) =>
        value.IsNull() || value.IsUndefined() || (value is JsNumber number && double.IsNaN(number.AsNumber())) ? JsString.Empty
        : new(value.IsSymbol() ? value.ToString() : TypeConverter.ToString(value));

    private JsValue Plain(JsValue value) => value switch
    {
        _ when step.IsLenient && (value.IsBigInt() || IsInvalidDate(value)) => TypeConverter.ToString(value),
        _ when value.IsBigInt() => throw new JavaScriptException(_engine.Intrinsics.TypeError, "a BigInt has no JSON"),
        _ when value.IsUndefined() || value.IsSymbol() || value.IsCallable() => JsValue.Null,
        _ => value,
    };

    private static bool IsInvalidDate(JsValue value) =>
        value is ObjectInstance date && date.Get("isLuxonDateTime") is JsBoolean { } isDate && isDate.AsBoolean() && !TypeConverter.ToBoolean(date.Get("isValid"));

    private JsValue Parse(string json) => new JsonParser(_engine).Parse(json);
}
