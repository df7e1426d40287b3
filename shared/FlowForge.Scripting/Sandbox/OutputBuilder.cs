using System.Buffers;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Collects what the driver gives, as JSON.</summary>
internal sealed class OutputBuilder(Engine engine, StepHeader step, SourceKind kind)
{
    private readonly List<ReadOnlyMemory<byte>> _chunks = [];
    private readonly List<int> _counts = [];
    private readonly List<int> _origins = [];
    private readonly List<StepError> _errors = [];
    private readonly List<JsValue> _binaries = [];
    private bool _hasBinary;
    private long _bytes;

    /// <summary>The code of an error of the script itself.</summary>
    public string OwnCode => kind == SourceKind.Expressions ? FailureCodes.Expression : FailureCodes.Script;

    /// <summary>The first error that ends the step, or null.</summary>
    public StepError? Failure { get; private set; }

    /// <summary>Takes in a result of the driver; false when the step is over.</summary>
    public bool Add(JsValue result)
    {
        var output = result.AsObject();
        Array(output, "errors").ForEach(error => AddError(StepErrors.Of(error.AsObject(), OwnCode)));
        var values = Array(output, "json");
        var from = kind == SourceKind.Expressions ? [] : Array(output, "from").ConvertAll(value => (int)value.AsNumber());
        var binaries = output.Get("binary") is ObjectInstance list ? list : null;
        for (var at = 0; at < values.Count && Failure is null; at += ItemChunks.MaxItems)
        {
            var count = Math.Min(ItemChunks.MaxItems, values.Count - at);
            AddChunk(values.GetRange(at, count), from.Count == 0 ? [] : from.GetRange(at, count), binaries, at);
        }

        return Failure is null;
    }

    /// <summary>Everything.</summary>
    /// <param name="inputCount">Items of the step's input.</param>
    public StepOutput Build(int inputCount)
    {
        var isSameOrder = _origins.Count == inputCount && _origins.Index().All(pair => pair.Index == pair.Item);
        var binary = _hasBinary ? Serialize(new JsArray(engine, [.. _binaries])) : default;
        return new()
        {
            Items = new(_chunks, _counts, binary),
            Origins = isSameOrder || kind == SourceKind.Expressions ? null : _origins,
            Errors = _errors,
        };
    }

    /// <summary>The error with its node and item in the message, as a person reads it.</summary>
    public StepError Placed(StepError error) => kind == SourceKind.Expressions
        ? error
        : error with { Message = error.Index is { } item ? $"Node '{step.Node}', item {item}: {error.Message}" : $"Node '{step.Node}': {error.Message}" };

    private void AddError(StepError error)
    {
        error = kind == SourceKind.Expressions && error.Index is { } index ? error with { Index = index + _counts.Sum() } : Placed(error);
        var endsStep = kind == SourceKind.AllItems || (kind == SourceKind.PerItem && !step.Collect);
        if (endsStep)
        {
            Failure ??= error;
        }
        else
        {
            _errors.Add(error);
        }
    }

    private void AddChunk(List<JsValue> values, List<int> from, ObjectInstance? binaries, int at)
    {
        var chunk = TrySerialize(values);
        if (chunk.IsEmpty || (chunk.Length > Limits.ItemBytes && kind != SourceKind.Expressions))
        {
            AddOneByOne(values, from, binaries, at);
            return;
        }

        Take(chunk, values.Count);
        _origins.AddRange(from);
        for (var i = 0; i < values.Count; i++)
        {
            AddBinary(binaries, at + i);
        }
    }

    /// <summary>For a chunk in which something is too large or cannot be written: finds out what.</summary>
    private void AddOneByOne(List<JsValue> values, List<int> from, ObjectInstance? binaries, int at)
    {
        for (var i = 0; i < values.Count && Failure is null; i++)
        {
            var index = kind == SourceKind.Expressions ? _counts.Sum() : from[i] < 0 ? at + i : from[i];
            var json = TrySerialize([values[i]], index, out var error);
            if (error is null && json.Length - 2 > Limits.ItemBytes)
            {
                error = new(FailureCodes.ItemTooLarge, $"the item has {json.Length - 2} bytes; at most {Limits.ItemBytes} are allowed", Index: index);
            }

            if (error is null)
            {
                Take(json, 1);
                _origins.AddRange(from.Count == 0 ? [] : [from[i]]);
                AddBinary(binaries, at + i);
                continue;
            }

            if (kind == SourceKind.Expressions)
            {
                _errors.Add(error);
                Take("[null]"u8.ToArray(), 1);
                continue;
            }

            AddError(error);
        }
    }

    private void AddBinary(ObjectInstance? binaries, int at)
    {
        if (kind == SourceKind.Expressions)
        {
            return;
        }

        var binary = binaries?.Get(at) ?? JsValue.Null;
        _hasBinary |= binary is ObjectInstance;
        _binaries.Add(binary);
    }

    private void Take(ReadOnlyMemory<byte> chunk, int count)
    {
        _bytes += chunk.Length;
        if (_bytes > Limits.ScriptOutputBytes)
        {
            Failure ??= Placed(new(FailureCodes.ScriptLimit, $"the script gives more than {Limits.ScriptOutputBytes / (1024 * 1024)} MB"));
            return;
        }

        _chunks.Add(chunk);
        _counts.Add(count);
    }

    private ReadOnlyMemory<byte> TrySerialize(List<JsValue> values) => TrySerialize(values, 0, out _);

    private ReadOnlyMemory<byte> TrySerialize(List<JsValue> values, int index, out StepError? error)
    {
        error = null;
        try
        {
            var json = Serialize(new JsArray(engine, [.. values]));
            if (json.IsEmpty)
            {
                error = new(FailureCodes.ScriptResult, "the result has no JSON", Index: index);
            }

            return json;
        }
        catch (JavaScriptException exception)
        {
            var code = kind == SourceKind.Expressions ? FailureCodes.Expression : FailureCodes.ScriptResult;
            error = StepErrors.Of(exception, code) with { Index = index };
            return default;
        }
    }

    private ReadOnlyMemory<byte> Serialize(JsValue value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        new JsonSerializer(engine).Serialize(value, output);
        var json = output.WrittenMemory;
        WellFormed.Repair(System.Runtime.InteropServices.MemoryMarshal.AsMemory(json).Span);
        return json;
    }

    private static List<JsValue> Array(ObjectInstance owner, string name)
    {
        var array = (JsArray)owner.Get(name);
        var list = new List<JsValue>((int)array.Length);
        for (uint i = 0; i < array.Length; i++)
        {
            list.Add(array[i]);
        }

        return list;
    }
}
