using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Frames;

/// <summary>Reads segments back. Outputs that refer to other records have an empty list until a reader joins them.</summary>
public sealed class SegmentReader(PageCache cache, string family)
{
    /// <summary>The entries of a segment, in order.</summary>
    public IReadOnlyList<JournalEntry> Read(SegmentRow row)
    {
        try
        {
            return JsonElement.Parse(row.Content.Span).EnumerateArray().Select(Read).ToList();
        }
        catch (Exception e) when (e is not (StoreFault or OutOfMemoryException))
        {
            // Damage of the file may lie anywhere: what it does to the reader is of no account to who asks.
            throw new StoreFault($"Segment {row.Ordinal} of run {row.RunId} cannot be read.", e);
        }
    }

    private JournalEntry Read(JsonElement json)
    {
        if (json.TryGetProperty("node"u8, out var node))
        {
            return ReadRecord(json, node.GetString()!);
        }

        if (json.TryGetProperty("event"u8, out var happened))
        {
            return new EventEntry(Execution.RunEventJson.Read(happened));
        }

        if (json.TryGetProperty("began"u8, out var began))
        {
            return new IngressEntry(
                json.GetProperty("seq"u8).GetInt64(), json.GetProperty("handOut"u8).GetInt32(), began.GetString()!, Iteration(json), Number(json, "try", 1),
                (FrameStatus)json.GetProperty("status"u8).GetInt32(), At(json), Number(json, "rev", 0), ReadInputs(json))
            {
                Loop = json.TryGetProperty("loop"u8, out var loop) ? new(loop[0].GetInt32(), loop[1].GetInt32(), loop[2].GetInt32()) : null,
            };
        }

        if (json.TryGetProperty("input"u8, out var input))
        {
            return new InputEntry(
                json.GetProperty("seq"u8).GetInt64(), input.GetString()!, Iteration(json), ReadOutputs(json.GetProperty("ports"u8)), ReadInputs(json));
        }

        if (json.TryGetProperty("skipped"u8, out var skipped))
        {
            var ids = skipped.EnumerateArray().Select(id => id.GetString()!).ToList();
            return new SkippedEntry(json.GetProperty("seq"u8).GetInt64(), ids, new(Iteration(json)), At(json), Number(json, "rev", 0));
        }

        if (json.TryGetProperty("again"u8, out var again))
        {
            return new HandedOutAgain(again.GetInt32(), Text(json, "suspect"));
        }

        if (json.TryGetProperty("reply"u8, out var reply))
        {
            return new ReplyEntry(ReplyJson.Read(reply));
        }

        return json.TryGetProperty("runningMs"u8, out var running)
            ? new TimeEntry(running.GetDouble())
            : new StartEntry(ReadOutput(json.GetProperty("start"u8))) { Healing = (Healing)Number(json, "healing", 0), Trace = Text(json, "trace") };
    }

    private NodeRecord ReadRecord(JsonElement json, string node) => new()
    {
        NodeId = node,
        Sequence = json.GetProperty("seq"u8).GetInt64(),
        IngressSequence = json.GetProperty("ingress"u8).GetInt64(),
        Iteration = Iteration(json),
        Attempt = Number(json, "try", 1),
        Revision = Number(json, "rev", 0),
        Status = (FrameStatus)json.GetProperty("status"u8).GetInt32(),
        StartedAt = At(json),
        DurationMs = json.GetProperty("ms"u8).GetDouble(),
        Inputs = ReadInputs(json),
        Outputs = json.TryGetProperty("out"u8, out var outputs) ? ReadOutputs(outputs) : [],
        Failure = json.TryGetProperty("failure"u8, out var failure) ? FailureJson.Read(failure) : null,
        IsGiven = json.TryGetProperty("given"u8, out _),
        IsPinned = json.TryGetProperty("pinned"u8, out _),
        State = json.TryGetProperty("state"u8, out var state) ? StateJson.Read(state) : [],
        Usage = json.TryGetProperty("usage"u8, out var usage) ? UsageJson.Read(usage) : default,
        Console = Text(json, "console"),
        Note = Text(json, "note"),
    };

    private static string Iteration(JsonElement json) => Text(json, "it") ?? "";

    private static DateTimeOffset At(JsonElement json) => DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("at"u8).GetInt64());

    private static int Number(JsonElement json, string name, int otherwise) =>
        json.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    internal static List<PortInput> ReadInputs(JsonElement json) =>
        json.GetProperty("in"u8).EnumerateArray().Select(input => new PortInput(input[0].GetString()!, ReadRefs(input, 1))).ToList();

    internal static List<ItemRef> ReadRefs(JsonElement list, int from)
    {
        var numbers = list.EnumerateArray().Skip(from).Select(number => number.GetInt64()).ToArray();
        var refs = new List<ItemRef>(numbers.Length / 4);
        for (var i = 0; i < numbers.Length; i += 4)
        {
            refs.Add(new(numbers[i], (int)numbers[i + 1], (int)numbers[i + 2], (int)numbers[i + 3]));
        }

        return refs;
    }

    private List<PortOutput> ReadOutputs(JsonElement json) => json.EnumerateArray().Select(ReadOutput).ToList();

    private PortOutput ReadOutput(JsonElement json)
    {
        var port = json.GetProperty("port"u8).GetString()!;
        var lineage = LineageJson.Read(json);
        if (json.TryGetProperty("items"u8, out var items))
        {
            return new(port, ItemList.Of(ItemPages.Read(items)), StoredItems.InRecord, lineage);
        }

        if (json.TryGetProperty("refs"u8, out var refs))
        {
            return new(port, ItemList.Empty, new StoredItems.Referred(ReadRefs(refs, 0)), lineage);
        }

        var hashes = json.GetProperty("pages"u8).EnumerateArray().ToList();
        var pages = Enumerable.Range(0, hashes.Count / 2)
            .Select(i => new StoredPage(hashes[2 * i].GetString()!, hashes[(2 * i) + 1].GetInt32())).ToList();
        return new(port, new StoredPages(cache, family, pages), new StoredItems.Paged(pages), lineage);
    }
}
