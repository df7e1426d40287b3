using System.Globalization;
using System.Text.Json;
using FlowForge.Local.Client;

namespace FlowForge.Local.Display;

/// <summary>What takes the room of the store, for <c>doctor</c>.</summary>
internal static class StorageLines
{
    private const int Workflows = 20;

    /// <summary>Asks the API and writes a line each for the whole, the documents and the largest workflows.</summary>
    public static async Task WriteAsync(TextWriter output, IApiClient api, CancellationToken cancellation)
    {
        var use = (await api.GetAsync("/api/storage", cancellation).ConfigureAwait(false)).Json;
        var (bytes, free, log) = (Number(use, "bytes"), Number(use, "freeBytes"), Number(use, "logBytes"));
        output.WriteLine($"The store has {Size(bytes)}: {Size(free)} of deleted rows that will be used again, {Size(log)} of log.");
        output.WriteLine($"    {Number(use, "documents")} documents: {Size(Number(use, "documentBytes"))}");
        var workflows = use.GetProperty("workflows"u8).EnumerateArray().ToList();
        foreach (var workflow in workflows.Take(Workflows))
        {
            output.WriteLine(
                $"    workflow {workflow.GetProperty("id"u8).GetString()}: {Number(workflow, "runs")} runs, "
                + $"{Size(Number(workflow, "frameBytes"))} of frames, {Size(Number(workflow, "payloadBytes"))} of large outputs");
        }

        if (workflows.Count > Workflows)
        {
            output.WriteLine($"    and {workflows.Count - Workflows} smaller workflows");
        }

        if (Number(use, "leftovers") is var left and > 0)
        {
            output.WriteLine($"    {left} deleted runs whose rows are still to go");
        }

        if (!use.GetProperty("complete"u8).GetBoolean())
        {
            output.WriteLine("    Counting was stopped after 10 seconds; there is more.");
        }
    }

    private static long Number(JsonElement use, string name) => use.GetProperty(name).GetInt64();

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        < 1024 * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024):0.##} GB"),
    };
}
