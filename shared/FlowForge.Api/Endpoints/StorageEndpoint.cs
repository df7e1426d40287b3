using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary><c>GET /storage</c>: how large the store is, and what takes the room.</summary>
internal static class StorageEndpoint
{
    // Counting reads the whole store, so it is done for one caller at a time, and for a while.
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);

    public static async ValueTask<Answer> Get(ApiCall call)
    {
        if (call.Services.Storage is not { } storage)
        {
            return Refusals.NotAvailable("The size of the store");
        }

        await call.State.Measuring.WaitAsync(call.Cancellation).ConfigureAwait(false);
        try
        {
            var use = await storage.MeasureAsync(AtMost, call.Cancellation).ConfigureAwait(false);
            return new Answer.Json(200, writer => Write(writer, use));
        }
        finally
        {
            call.State.Measuring.Release();
        }
    }

    /// <summary>Writes the three sizes into an open object.</summary>
    public static void Write(Utf8JsonWriter writer, StorageSize size)
    {
        writer.WriteNumber("bytes"u8, size.Bytes);
        writer.WriteNumber("freeBytes"u8, size.FreeBytes);
        writer.WriteNumber("logBytes"u8, size.LogBytes);
    }

    private static void Write(Utf8JsonWriter writer, StorageUse use)
    {
        writer.WriteStartObject();
        Write(writer, use.Size);
        writer.WriteBoolean("complete"u8, use.IsComplete);
        writer.WriteNumber("documents"u8, use.Documents);
        writer.WriteNumber("documentBytes"u8, use.DocumentBytes);
        writer.WriteNumber("leftovers"u8, use.Leftovers);
        writer.WriteStartArray("workflows"u8);
        foreach (var workflow in use.Workflows)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, workflow.WorkflowId);
            writer.WriteNumber("runs"u8, workflow.Runs);
            writer.WriteNumber("frameBytes"u8, workflow.FrameBytes);
            writer.WriteNumber("payloadBytes"u8, workflow.PayloadBytes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
