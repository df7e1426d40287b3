using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Collects what user functions give, as JSON.</summary>
internal sealed class OutputBuilder(Engine engine, StepHeader step, SourceKind kind)
{
    private const int FirstItems = 4;

    private readonly List<ReadOnlyMemory<byte>> _chunks = [];
    private readonly List<int> _counts = [];
    private readonly List<int> _origins = [];
    private readonly List<StepError> _errors = [];
    private readonly List<JsValue> _binaries = [];
    private readonly BoundedWriter _writing = new();
    private bool _hasBinary;
    private int _items;
    private long _bytes;

    /// <summary>The code of an error of the script itself.</summary>
    public string OwnCode => kind == SourceKind.Expressions ? FailureCodes.Expression : FailureCodes.Script;

    /// <summary>The first error that ends the step, or null.</summary>
    public StepError? Failure { get; private set; }

    /// <summary>Takes in what user functions gave; false when the step is over.</summary>
    public bool Add(GivenItems given)
    {
        given.Errors.ForEach(AddError);
        var (values, from) = (given.Json, kind == SourceKind.Expressions ? [] : given.From);
        for (var at = 0; at < values.Count && Failure is null;)
        {
            var count = Math.Min(NextCount(), values.Count - at);
            AddChunk(values.GetRange(at, count), from.Count == 0 ? [] : from.GetRange(at, count), given.Binary, at);
            at += count;
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
        error = kind == SourceKind.Expressions && error.Index is { } index ? error with { Index = index + _items } : Placed(error);
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

    /// <summary>Items of the next chunk, by the size of those so far: large ones are never all in memory a second time while they are written.</summary>
    private int NextCount()
    {
        var some = _items == 0 ? FirstItems : (long)ItemChunks.Bytes * _items / Math.Max(1, _bytes);
        return (int)Math.Clamp(some, 1, ItemChunks.MaxItems);
    }

    private void AddChunk(List<JsValue> values, List<int> from, List<JsValue>? binaries, int at)
    {
        var chunk = TrySerialize(values);
        if (chunk.IsEmpty)
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
    private void AddOneByOne(List<JsValue> values, List<int> from, List<JsValue>? binaries, int at)
    {
        for (var i = 0; i < values.Count && Failure is null; i++)
        {
            var index = kind == SourceKind.Expressions ? _items : from[i] < 0 ? at + i : from[i];
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

    private void AddBinary(List<JsValue>? binaries, int at)
    {
        if (kind == SourceKind.Expressions)
        {
            return;
        }

        var binary = binaries?[at] ?? JsValue.Null;
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
        _items += count;
    }

    private ReadOnlyMemory<byte> TrySerialize(List<JsValue> values) => TrySerialize(values, 0, out _);

    private ReadOnlyMemory<byte> TrySerialize(List<JsValue> values, int index, out StepError? error)
    {
        error = null;
        try
        {
            var json = Serialize(new JsArray(engine, [.. values]), values.Count == 1 ? int.MaxValue : Limits.ItemBytes);
            if (json.IsEmpty)
            {
                error = new(FailureCodes.ScriptResult, "the result has no JSON", Index: index);
            }

            return json;
        }
        catch (BoundedWriter.FullException)
        {
            return default;
        }
        catch (JavaScriptException exception)
        {
            var code = kind == SourceKind.Expressions ? FailureCodes.Expression : FailureCodes.ScriptResult;
            error = StepErrors.Of(exception, code) with { Index = index };
            return default;
        }
    }

    private ReadOnlyMemory<byte> Serialize(JsValue value, int maxBytes = int.MaxValue)
    {
        _writing.Begin(maxBytes);
        new JsonSerializer(engine).Serialize(value, _writing);
        var json = _writing.Written.ToArray();
        WellFormed.Repair(json);
        return json;
    }
}
