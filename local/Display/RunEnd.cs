using System.Text.Json;

namespace FlowForge.Local.Display;

/// <summary>What a person reads at the end of a run: its failure, where it was left, or the items of its output.</summary>
internal static class RunEnd
{
    public static void Write(TextWriter output, JsonElement run)
    {
        if (run.TryGetProperty("failure"u8, out var failure))
        {
            var node = failure.TryGetProperty("nodeId"u8, out var id) ? $" at {id.GetString()}" : "";
            output.WriteLine($"failed{node}: {failure.GetProperty("message"u8).GetString()} ({failure.GetProperty("code"u8).GetString()})");
        }

        if (run.TryGetProperty("pauses"u8, out _))
        {
            output.WriteLine($"It stays so. 'flowforge resume {run.GetProperty("id"u8).GetString()} ANSWER' goes on with it while 'flowforge serve' runs.");
        }

        if (!run.TryGetProperty("output"u8, out var items))
        {
            return;
        }

        foreach (var item in items.EnumerateArray())
        {
            output.WriteLine(item.GetProperty("json"u8).GetRawText());
        }

        if (run.TryGetProperty("outputCount"u8, out var count))
        {
            output.WriteLine($"… {count.GetInt64()} items in all; 'flowforge frames {run.GetProperty("id"u8).GetString()}' names the frame that has them.");
        }
    }
}
