using FlowForge.Scripting.Syntax;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace FlowForge.Scripting.Sandbox;

/// <summary>The names of a node's own items: <c>$input</c>, <c>items</c>, <c>item</c> and, in a script that runs once for all items, <c>$json</c>, <c>$binary</c> and <c>$itemIndex</c>.</summary>
internal sealed class OwnNames(Engine engine, ScriptHost host, bool mutates)
{
    /// <summary>Puts one of them into the engine.</summary>
    public void Define(string name)
    {
        switch (name)
        {
            case "$input":
                Lazily(name, Input);
                break;
            case "items":
                Lazily(name, () => host.All("", JsValue.Undefined, JsValue.Undefined));
                break;
            case "item":
                engine.Global.DefineOwnProperty(name, new GetSetPropertyDescriptor(Function(name, _ => host.Item()), JsValue.Undefined, false, true));
                break;
            case "$itemIndex":
                Lazily(name, () => JsNumber.Create(0));
                break;
            default:
                Lazily(name, () => host.Find("", LookupForms.First) is Jint.Native.Object.ObjectInstance first ? first.Get(name[1..]) : JsValue.Undefined);
                break;
        }
    }

    private JsObject Input()
    {
        var input = new JsObject(engine);
        Getter(input, "item", host.Item);
        Method(input, "first", arguments => Present(host.Find("", LookupForms.First, arguments.At(0), arguments.At(1))));
        Method(input, "last", arguments => Present(host.Find("", LookupForms.Last, arguments.At(0), arguments.At(1))));
        Method(input, "all", arguments => host.All("", arguments.At(0), arguments.At(1)));
        Getter(input, "params", host.Parameters);
        Getter(input, "context", host.PreviousContext);
        return input;
    }

    private static JsValue Present(JsValue value) => value.IsNull() ? JsValue.Undefined : value;

    private ClrFunction Function(string name, Func<JsValue[], JsValue> answer) => new(engine, name, (_, arguments) => answer(arguments));

    private void Getter(JsObject owner, string name, Func<JsValue> get) =>
        owner.DefineOwnProperty(name, new GetSetPropertyDescriptor(Function(name, _ => get()), JsValue.Undefined, true, true));

    private void Method(JsObject owner, string name, Func<JsValue[], JsValue> call) => owner.CreateDataProperty(name, Function(name, call));

    /// <summary>Made on first use: a name in a branch that is not taken costs nothing, and a question that fails does so in the script's own line.</summary>
    private void Lazily(string name, Func<JsValue> make)
    {
        JsValue Keep(JsValue value)
        {
            engine.Global.DefineOwnProperty(name, new PropertyDescriptor(value, true, false, true));
            return value;
        }

        engine.Global.DefineOwnProperty(name, new GetSetPropertyDescriptor(
            Function(name, _ => mutates ? make() : Keep(make())), Function(name, arguments => Keep(arguments.At(0))), false, true));
    }
}
