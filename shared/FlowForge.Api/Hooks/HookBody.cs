using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Core;
using FlowForge.Core.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FlowForge.Api.Hooks;

/// <summary>
/// The <c>body</c> of a webhook's item: JSON is parsed and normalised, a form is an object, other text is a string,
/// bytes that are no text are <c>{ base64, contentType, size }</c>, and no body is <c>{}</c>.
/// </summary>
internal static class HookBody
{
    /// <summary>Writes it, or gives the refusal of JSON that cannot be read.</summary>
    public static ApiProblem? Write(Utf8JsonWriter writer, HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (body.Length == 0)
        {
            writer.WriteRawValue("{}"u8, skipInputValidation: true);
            return null;
        }

        var type = MediaType.Bare(request.ContentType);
        if (MediaType.IsJson(type))
        {
            return WriteJson(writer, body);
        }

        if (!Utf8.IsValid(body.Span))
        {
            WriteBytes(writer, type, body.Span);
        }
        else if (type == "application/x-www-form-urlencoded")
        {
            HookItem.WriteFields(writer, QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span)));
        }
        else
        {
            writer.WriteStringValue(body.Span);
        }

        return null;
    }

    private static ApiProblem? WriteJson(Utf8JsonWriter writer, ReadOnlyMemory<byte> body)
    {
        var json = JsJson.Normalize(body, Limits.Depth - 1);
        if (json.IsFailure)
        {
            return new(400, json.Failure.Code, "The body cannot be read", json.Failure.Message);
        }

        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(json.Value), skipInputValidation: true);
        return null;
    }

    private static void WriteBytes(Utf8JsonWriter writer, string type, ReadOnlySpan<byte> body)
    {
        writer.WriteStartObject();
        writer.WriteBase64String("base64"u8, body);
        writer.WriteString("contentType"u8, type);
        writer.WriteNumber("size"u8, body.Length);
        writer.WriteEndObject();
    }
}
