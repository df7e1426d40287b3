using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Driven;
using FlowForge.Core.Execution;
using FlowForge.Durable.Driving;

namespace FlowForge.Durable.Running;

/// <summary>The activities of <see cref="Activities"/>, between JSON and <see cref="DrivenRuns"/>.</summary>
public sealed class RunActivities(DrivenRuns runs)
{
    /// <summary>Runs an activity. Whatever it throws is a fault: it is called again.</summary>
    public async Task<JsonElement> RunAsync(string activity, JsonElement input, CancellationToken hostStops)
    {
        var run = input.GetProperty("run"u8).GetString()!;
        switch (activity)
        {
            case Activities.RunBranch:
                return Json(
                    await runs.RunAsync(run, HandOutJson.Read(input.GetProperty("handOut"u8)), HandOutBasis.Read(input), hostStops).ConfigureAwait(false),
                    RunEventJson.Write);
            case Activities.RecordRun:
                await runs.RecordAsync(run, RunNotes.Read(input), hostStops).ConfigureAwait(false);
                return Json(true);
            case Activities.ReadMail:
                return Json(await runs.ReadMailAsync(run, input.GetProperty("after"u8).GetInt32(), hostStops).ConfigureAwait(false), WriteAll);
            case Activities.ExpireWait when input.TryGetProperty("pause"u8, out var pause):
                return Json(await runs.ExpirePauseAsync(run, pause.GetInt32()).ConfigureAwait(false));
            case Activities.ExpireWait:
                return Json(await runs.ExpireAsync(
                    run, input.GetProperty("node"u8).GetInt32(), input.GetProperty("iteration"u8).GetString()!, hostStops).ConfigureAwait(false));
            case Activities.StopRun:
                await runs.StopAsync(run).ConfigureAwait(false);
                return Json(true);
            default:
                throw new NotSupportedException($"This build has no activity '{activity}'.");
        }
    }

    private static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<RunEvent> events)
    {
        writer.WriteStartArray();
        foreach (var happened in events)
        {
            RunEventJson.Write(writer, happened);
        }

        writer.WriteEndArray();
    }

    private static JsonElement Json(bool value) => Json(value, static (writer, value) => writer.WriteBooleanValue(value));

    private static JsonElement Json<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer, value);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
