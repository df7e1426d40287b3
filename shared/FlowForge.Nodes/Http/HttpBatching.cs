using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>How many calls are under way, and how they are paced. Read from the first item whose parameters can be read.</summary>
/// <param name="Size">Items of a batch; the next one begins when all calls of this one have ended. Null for one batch of all.</param>
/// <param name="Interval">Pause between two batches.</param>
/// <param name="Concurrency">Calls under way at a time.</param>
internal sealed record HttpBatching(int? Size, TimeSpan Interval, int Concurrency)
{
    public static readonly HttpBatching Default = new(null, TimeSpan.Zero, Limits.HttpConcurrency);

    public static Outcome<HttpBatching> Read(JsonElement source)
    {
        if (source.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            return HttpFailures.Parameter("batching", "is an object");
        }

        var fields = new HttpFields(source, "batching.");
        var read = new HttpBatching(
            (int?)fields.Whole("size", 1, int.MaxValue),
            TimeSpan.FromMilliseconds(fields.Number("intervalMs", 0, Limits.HttpBatchIntervalMs) ?? 0),
            (int?)fields.Whole("concurrency", 1, Limits.HttpConcurrencyMost) ?? Limits.HttpConcurrency);
        return fields.Failure is { } failure ? failure : read;
    }

    /// <summary>Whether a new batch begins at that item.</summary>
    public bool BeginsAt(int index) => Size is { } size && index > 0 && index % size == 0;
}
