using System.Globalization;
using System.Text;
using FlowForge.Api.Writing;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Metrics;

/// <summary>Metrics in the text format that Prometheus collects.</summary>
internal static class MetricsText
{
    private static readonly RunStatus[] EndedAs = [RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled];

    public static async ValueTask<string> WriteAsync(ApiState state, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        await WriteOpenAsync(text, state.Services, cancellation).ConfigureAwait(false);
        if (state.Services.Runs is MeteredRunStore meter)
        {
            WriteStore(text, meter);
        }

        Head(text, "flowforge_http_requests_total", "counter", "Requests answered, by the first digit of the status.");
        for (var digit = 1; digit <= 5; digit++)
        {
            Row(text, $"flowforge_http_requests_total{{status=\"{digit}xx\"}}", state.Meters.Requests(digit));
        }

        Single(text, "flowforge_webhooks", "gauge", "Webhooks that are live.", state.Hooks.Count);
        state.Measured?.Write(text);
        await WriteStorageAsync(text, state.Services, cancellation).ConfigureAwait(false);
        WriteProcess(text);
        return text.ToString();
    }

    private static async ValueTask WriteOpenAsync(StringBuilder text, ApiServices services, CancellationToken cancellation)
    {
        var counts = new int[Enum.GetValues<RunStatus>().Length];
        foreach (var row in await services.Runs.OpenRunsAsync(cancellation).ConfigureAwait(false))
        {
            var run = await services.Engine.GetAsync(row.Id, cancellation).ConfigureAwait(false) ?? row;
            counts[(int)run.Status]++;
        }

        Head(text, "flowforge_runs_open", "gauge", "Runs that have not ended, by status.");
        foreach (var status in Enum.GetValues<RunStatus>().Except(EndedAs))
        {
            Row(text, $"flowforge_runs_open{{status=\"{Words.Of(status)}\"}}", counts[(int)status]);
        }
    }

    private static async ValueTask WriteStorageAsync(StringBuilder text, ApiServices services, CancellationToken cancellation)
    {
        if (services.Storage is { } storage)
        {
            var size = await storage.SizeAsync(cancellation).ConfigureAwait(false);
            Single(text, "flowforge_store_bytes", "gauge", "Bytes of the store, free ones and the log included.", size.Bytes);
            Single(text, "flowforge_store_free_bytes", "gauge", "Bytes of deleted rows that will be used again.", size.FreeBytes);
            Single(text, "flowforge_store_log_bytes", "gauge", "Bytes of the log that is not yet moved into the store.", size.LogBytes);
        }
    }

    private static void WriteStore(StringBuilder text, MeteredRunStore meter)
    {
        Head(text, "flowforge_runs_ended_total", "counter", "Runs that ended since the process started, by status.");
        foreach (var status in EndedAs)
        {
            Row(text, $"flowforge_runs_ended_total{{status=\"{Words.Of(status)}\"}}", meter.Ended(status));
        }

        Single(text, "flowforge_frame_segments_total", "counter", "Segments of frame records written.", meter.Segments);
        Single(text, "flowforge_frame_bytes_total", "counter", "Bytes of frame records and payloads written.", meter.Bytes);
    }

    private static void WriteProcess(StringBuilder text)
    {
        Single(text, "process_working_set_bytes", "gauge", "Memory of the process.", Environment.WorkingSet);
        Single(text, "process_cpu_seconds_total", "counter", "Processor time of the process.", Environment.CpuUsage.TotalTime.TotalSeconds);
        Single(text, "dotnet_gc_heap_bytes", "gauge", "Bytes on the managed heap.", GC.GetTotalMemory(false));
        Single(text, "dotnet_gc_pause_seconds_total", "counter", "Time spent in garbage collection pauses.", GC.GetTotalPauseDuration().TotalSeconds);
        Single(text, "dotnet_threadpool_threads", "gauge", "Threads of the pool.", ThreadPool.ThreadCount);
        Single(text, "dotnet_threadpool_queue", "gauge", "Work items that wait for a thread.", ThreadPool.PendingWorkItemCount);
    }

    private static void Single(StringBuilder text, string name, string type, string help, double value)
    {
        Head(text, name, type, help);
        Row(text, name, value);
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static void Row(StringBuilder text, string name, double value) =>
        text.Append(name).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
