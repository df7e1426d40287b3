using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Hooks;

/// <summary><c>responseData: all</c>: the json of every item as an array, read and sent page by page.</summary>
internal static class AllAnswer
{
    public static Answer Of(ItemList output) => new Answer.Streamed(async context =>
    {
        context.Response.ContentType = AnswerWriter.JsonType;
        var body = context.Response.BodyWriter;
        await using var writer = new Utf8JsonWriter(body, JsonBuffer.Options);
        writer.WriteStartArray();
        for (var offset = 0; offset < output.Count;)
        {
            var page = await output.ReadAsync(offset, Limits.PageItems, context.RequestAborted).ConfigureAwait(false);
            foreach (var item in page)
            {
                ItemWriting.WriteRaw(writer, item.Json);
            }

            offset += page.Count;
            writer.Flush();
            await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }

        writer.WriteEndArray();
        writer.Flush();
        await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    });
}
