using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <summary>Items that go on in spite of a failure, with the error on them.</summary>
internal static class ErrorItems
{
    /// <summary>An item with the error on it, in the manner of the workflow.</summary>
    /// <param name="item">The item.</param>
    /// <param name="failure">Why it failed.</param>
    /// <param name="manner">With <see cref="Manner.N8n"/> the error is its message.</param>
    /// <param name="isOut">Whether it goes out of the error port; else, with <see cref="Manner.N8n"/>, only the error stays of it.</param>
    public static Item With(Item item, Failure failure, Manner manner, bool isOut) => manner == Manner.Own
        ? Marked(item, writer => WriteError(writer, failure))
        : Marked(isOut ? item : new(Serialization.JsonConstants.EmptyObject), writer => writer.WriteString("error"u8, failure.Message));

    private static Item Marked(Item item, Action<Utf8JsonWriter> writeError)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in item.Json.EnumerateObject())
            {
                if (!property.NameEquals("error"u8))
                {
                    writer.WritePropertyName(property.Name);
                    writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(property.Value), skipInputValidation: true);
                }
            }

            writeError(writer);
            writer.WriteEndObject();
        }

        return new(JsonElement.Parse(buffer.WrittenSpan), item.Binary);
    }

    private static void WriteError(Utf8JsonWriter writer, Failure failure)
    {
        writer.WriteStartObject("error"u8);
        writer.WriteString("code"u8, failure.Code);
        writer.WriteString("message"u8, failure.Message);
        if (failure.NodeId is not null)
        {
            writer.WriteString("nodeId"u8, failure.NodeId);
        }

        writer.WriteEndObject();
    }
}
