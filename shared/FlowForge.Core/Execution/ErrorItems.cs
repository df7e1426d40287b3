using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <summary>Items that go on in spite of a failure: <c>json.error</c> = <c>{ code, message, nodeId }</c>.</summary>
internal static class ErrorItems
{
    public static Item With(Item item, Failure failure)
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

            writer.WriteStartObject("error"u8);
            writer.WriteString("code"u8, failure.Code);
            writer.WriteString("message"u8, failure.Message);
            if (failure.NodeId is not null)
            {
                writer.WriteString("nodeId"u8, failure.NodeId);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new(JsonElement.Parse(buffer.WrittenSpan), item.Binary);
    }
}
