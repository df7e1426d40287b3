using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Crash;

/// <summary>Holds a run that went through crashes against one that did not, and against the calls that came to the server.</summary>
internal sealed class RunCheck(HostClient client, CallServer server, LoadRun run, List<string> untouched)
{
    // Times of frames are rounded to the millisecond, those of calls are taken on the other side of a socket.
    private static readonly TimeSpan Blur = TimeSpan.FromMilliseconds(20);

    public async Task<List<string>> FaultsAsync()
    {
        var faults = new List<string>();
        var ended = await client.EndedAsync(run.Id);
        var output = ended.Status() == "COMPLETED" ? ended.First().GetRawText() : ended.ToString();
        if (output != run.Kind.Output(run.N))
        {
            faults.Add($"{run} ended with {output} instead of {run.Kind.Output(run.N)}");
        }

        var frames = await client.FramesAsync(run.Id);
        var places = frames.Select(frame => frame.Place()).Order(StringComparer.Ordinal).ToList();
        if (!places.SequenceEqual(untouched))
        {
            faults.Add($"{run} has other frames: missing {string.Join(", ", untouched.Except(places))}; too many {string.Join(", ", places.Except(untouched))}; {places.Count} of {untouched.Count}");
        }

        faults.AddRange(CallFaults(frames));
        return faults;
    }

    private IEnumerable<string> CallFaults(List<JsonElement> frames)
    {
        foreach (var calls in server.Calls.Where(call => call.Path.Contains(run.Id, StringComparison.Ordinal)).GroupBy(call => call.Path))
        {
            if (calls.Select(call => call.Key).Distinct().Count() != 1)
            {
                yield return $"{calls.Key} came with several keys";
            }

            var recorded = frames.Where(frame => IsResultOf(frame, calls.Key)).Select(frame => frame.GetProperty("timestamp").GetDateTimeOffset()).ToList();
            if (recorded.Count != 1)
            {
                yield return $"{calls.Key} has {recorded.Count} results on record";
            }
            else if (calls.Max(call => call.At) > recorded[0] + Blur)
            {
                yield return $"{calls.Key} was called at {calls.Max(call => call.At):O} although its result was recorded at {recorded[0]:O}";
            }
        }
    }

    /// <summary>The path ends with <c>/{run}/{node}/{run index}</c>.</summary>
    private static bool IsResultOf(JsonElement frame, string path)
    {
        var parts = path.Split('/');
        var iteration = frame.GetProperty("iteration").GetString()!;
        return frame.IsEgress() && frame.Status() == "COMPLETED" && frame.NodeId() == parts[^2]
            && (iteration.Length == 0 ? "0" : iteration) == parts[^1];
    }
}
