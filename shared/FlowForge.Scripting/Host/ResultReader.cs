using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using FlowForge.Scripting.Pool;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Host;

/// <summary>
/// Makes results of what a worker said. A worker that has run a hostile script is believed in nothing: items are parsed and measured,
/// and binaries have to be ones that the script was given.
/// </summary>
internal static class ResultReader
{
    // One array round the items.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.Depth + 1 };

    /// <summary>The result of a step.</summary>
    public static ScriptResult Read(StepFrame frame, ScriptStep step, BinaryRefs binaryRefs, GivenStates states)
    {
        var header = frame.Result;
        var result = new ScriptResult { Console = header.Console, Duration = TimeSpan.FromMicroseconds(header.Micros) };
        if (header.Error is { } error)
        {
            return result with { Failure = ToFailure(error, step) };
        }

        try
        {
            var items = ReadItems(frame, binaryRefs);
            return result with
            {
                Items = items,
                Origins = header.Origins is { } origins && origins.Count == items.Length ? origins : null,
                State = ReadStates(frame, step, states),
                ItemFailures = header.Errors is null ? [] : [.. header.Errors.Select(failed => KeyValuePair.Create(failed.Index ?? 0, ToFailure(failed, step)))],
            };
        }
        catch (JsonException)
        {
            return result with { Failure = Failed(step, FailureCodes.ScriptResult, $"the script's result is no JSON, or nested deeper than {Limits.Depth}") };
        }
        catch (RefusedException refused)
        {
            return result with { Failure = Failed(step, refused.Code, refused.Message, refused.Item) };
        }
    }

    /// <summary>A failure of a step as a whole or of one of its items.</summary>
    public static Failure ToFailure(StepError error, ScriptStep step) =>
        new() { Code = error.Code, Message = error.Message, NodeId = step.NodeId, Item = error.Index, Stack = error.Stack };

    private static Failure Failed(ScriptStep step, string code, string message, int? item = null) =>
        Failure.Of(code, $"Node '{step.NodeName}'{(item is null ? "" : $", item {item}")}: {message}.", item) with { NodeId = step.NodeId };

    private static Item[] ReadItems(StepFrame frame, BinaryRefs binaryRefs)
    {
        var items = new Item[frame.Result.Chunks.Sum()];
        var at = 0;
        for (var chunk = 0; chunk < frame.Result.Chunks.Count; chunk++)
        {
            foreach (var json in JsonElement.Parse(frame.Sections[chunk].Span, Options).EnumerateArray())
            {
                Require(json.ValueKind == JsonValueKind.Object, FailureCodes.ScriptResult, "the script gave something that is no object", at);
                Require(JsonMarshal.GetRawUtf8Value(json).Length <= Limits.ItemBytes, FailureCodes.ItemTooLarge, "the item is too large", at);
                items[at++] = new(json);
            }
        }

        if (frame.Result.HasBinary)
        {
            AddBinaries(items, JsonElement.Parse(frame.Sections[frame.Result.Chunks.Count].Span, Options), binaryRefs);
        }

        return items;
    }

    private static List<StateChange> ReadStates(StepFrame frame, ScriptStep step, GivenStates states)
    {
        var changes = new List<StateChange>();
        var first = frame.Result.Chunks.Count + (frame.Result.HasBinary ? 1 : 0);
        foreach (var (index, whose) in (frame.Result.States ?? []).Index())
        {
            var section = frame.Sections[first + index].Span;
            Require(section.Length <= Limits.StateBytes, FailureCodes.StateTooLarge, $"the state '{whose}' is larger than {Limits.StateBytes} bytes");
            var after = JsonElement.Parse(section, Options);
            Require(after.ValueKind == JsonValueKind.Object, FailureCodes.ScriptResult, $"the state '{whose}' is no object any more");
            var before = states.Replace(whose == "node" ? step.NodeName : null, after);
            Require(before is not null, FailureCodes.ScriptResult, $"the state '{whose}' is none that the script was given");
            if (StateChange.Between(whose == "node" ? new(step.NodeId) : StateScope.Workflow, before!.Value, after) is { } change)
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    private static void AddBinaries(Item[] items, JsonElement binaries, BinaryRefs known)
    {
        foreach (var (index, binary) in binaries.EnumerateArray().Index())
        {
            if (binary.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            Require(binary.ValueKind == JsonValueKind.Object, FailureCodes.ScriptResult, "the item's binary is no object", index);
            foreach (var entry in binary.EnumerateObject())
            {
                // A reference is a right to read: a script hands on those it was given and makes none up.
                Require(BinaryRefs.Of(entry.Value) is { } reference && known.Contains(reference), FailureCodes.ScriptResult, $"the binary '{entry.Name}' is none that the node was given", index);
            }

            items[index] = items[index] with { Binary = binary };
        }
    }

    private static void Require(bool condition, string code, string message, int? item = null)
    {
        if (!condition)
        {
            throw new RefusedException(code, message, item);
        }
    }

    private sealed class RefusedException(string code, string message, int? item) : Exception(message)
    {
        public string Code { get; } = code;

        public int? Item { get; } = item;
    }
}
