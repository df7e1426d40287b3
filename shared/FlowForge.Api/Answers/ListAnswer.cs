using System.Text.Json;
using FlowForge.Api.Writing;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Answers;

/// <summary>A page as <c>{ items, next }</c>, sent row by row so that memory stays bounded.</summary>
internal static class ListAnswer
{
    private const int FlushBytes = 64 * 1024;

    public static Answer Of<T>(Page<T> page, Action<Utf8JsonWriter, T> write, Action<Utf8JsonWriter>? more = null) =>
        new Answer.Streamed(async context =>
        {
            context.Response.ContentType = AnswerWriter.JsonType;
            var body = context.Response.BodyWriter;
            await using var writer = new Utf8JsonWriter(body, JsonBuffer.Options);
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            var flushed = 0L;
            foreach (var row in page.Items)
            {
                write(writer, row);
                if (writer.BytesCommitted + writer.BytesPending - flushed > FlushBytes)
                {
                    flushed = writer.BytesCommitted + writer.BytesPending;
                    writer.Flush();
                    await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
                }
            }

            writer.WriteEndArray();
            more?.Invoke(writer);
            writer.WriteString("next"u8, page.Next);
            writer.WriteEndObject();
            writer.Flush();
            await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        });
}
