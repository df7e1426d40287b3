using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowForge.Scripting.Sandbox;

/// <summary>
/// What user functions gave, item by item. It is read from outside of the engine: a function of the product's own inside it costs each new engine far more than all
/// that it does.
/// </summary>
/// <param name="sandbox">The engine that it came from.</param>
/// <param name="ownCode">Code of an error of the script itself.</param>
internal sealed class GivenItems(SandboxEngine sandbox, string ownCode)
{
    private static readonly JsValue JsonName = new JsString("json"), BinaryName = new JsString("binary"), PairedName = new JsString("pairedItem"), ErrorName = new JsString("error");

    /// <summary>The items' json, or the values of expressions.</summary>
    public List<JsValue> Json { get; } = [];

    /// <summary>The items' binaries, null where there is none; null when no item has any.</summary>
    public List<JsValue>? Binary { get; private set; }

    /// <summary>Index of the input item that each comes from, -1 where that is not known.</summary>
    public List<int> From { get; } = [];

    /// <summary>What went wrong.</summary>
    public List<StepError> Errors { get; } = [];

    /// <summary>Notes an error of user code.</summary>
    /// <param name="error">What it threw.</param>
    /// <param name="index">The item at hand.</param>
    public void AddError(JavaScriptException error, int? index) => Errors.Add(StepErrors.Thrown(sandbox, error.Error, index, ownCode));

    /// <summary>Adds an item, or what is an item's json.</summary>
    public void Add(JsValue value, int from)
    {
        if (value is not ObjectInstance instance || value.IsArray() || value.IsCallable())
        {
            throw sandbox.Fail(FailureCodes.ScriptResult, $"the script gave {TypeName(value)}, not an object");
        }

        if (IsItem(instance))
        {
            AddBinary(instance.Get(BinaryName));
            Json.Add(instance.Get(JsonName));
        }
        else
        {
            AddBinary(JsValue.Undefined);
            Json.Add(value);
        }

        From.Add(from);
    }

    /// <summary>Adds what a function gave that ran once for all items: a list of items, or one.</summary>
    /// <param name="value">What it gave.</param>
    /// <param name="count">Items of its input.</param>
    /// <param name="places">Where in the input an item stands that it was given.</param>
    public void AddAll(JsValue value, int count, OwnPlaces places)
    {
        var list = value.IsArray() ? (ObjectInstance)value : null;
        var length = list is null ? 1 : TypeConverter.ToInt32(list.Get("length"));
        for (var i = 0; i < length; i++)
        {
            var item = list is null ? value : list.Get(JsNumber.Create(i));
            if (item.IsNull() || item.IsUndefined())
            {
                throw sandbox.Fail(FailureCodes.ScriptResult, $"entry {i} of the script's result is {TypeName(item)}, not an object");
            }

            Add(item, Paired(item, count) ?? places.Find(item, i) ?? (length == count ? i : count > 0 && (count == 1 || length == 1) ? 0 : -1));
        }
    }

    /// <summary>The place that an item names itself; null when it names none.</summary>
    private static int? Paired(JsValue item, int count)
    {
        if (item is not ObjectInstance instance || !IsItem(instance) || instance.Get(PairedName) is not { } paired || paired.IsUndefined())
        {
            return null;
        }

        paired = paired.IsArray() ? paired.AsObject().Get(JsNumber.Create(0)) : paired;
        paired = paired is ObjectInstance named ? named.Get("item") : paired;
        return paired.IsNumber() && paired.AsNumber() is >= 0 and var place && place < count && place == Math.Truncate(place) ? (int)place : -1;
    }

    /// <summary><c>{ json, binary?, pairedItem?, error? }</c> is an item; any other object is an item's json.</summary>
    private static bool IsItem(ObjectInstance value)
    {
        if (!value.HasOwnProperty(JsonName) || value.Get(JsonName) is not ObjectInstance json || json.IsArray() || json.IsCallable())
        {
            return false;
        }

        foreach (var key in value.GetOwnPropertyKeys(Types.String))
        {
            if (!key.Equals(JsonName) && !key.Equals(BinaryName) && !key.Equals(PairedName) && !key.Equals(ErrorName) && value.GetOwnProperty(key).Enumerable)
            {
                return false;
            }
        }

        return true;
    }

    private void AddBinary(JsValue binary)
    {
        if (binary.IsUndefined() || binary.IsNull())
        {
            Binary?.Add(JsValue.Null);
            return;
        }

        Binary ??= [.. Enumerable.Repeat(JsValue.Null, Json.Count)];
        Binary.Add(binary);
    }

    private static string TypeName(JsValue value) => value switch
    {
        _ when value.IsNull() => "null",
        _ when value.IsArray() => "an array",
        _ when value.IsUndefined() => "nothing",
        _ => $"a {(value.IsCallable() ? "function" : value is ObjectInstance ? "object" : value.Type.ToString().ToLowerInvariant())}",
    };
}
