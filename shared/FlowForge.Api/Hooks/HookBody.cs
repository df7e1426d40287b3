using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Core;
using FlowForge.Core.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace FlowForge.Api.Hooks;

/// <summary>
/// The <c>body</c> of a webhook's item: JSON is parsed and normalised, a form is an object, plain text and XML are a string, and no body is
/// <c>{}</c>. A body of any other type is a file.
/// </summary>
internal static class HookBody
{
    /// <summary>Whether a body of that type becomes a value, and no file.</summary>
    public static bool IsParsed(string type) =>
        type is "" or Form or "text/plain" or "text/xml" or "application/xml" || type.EndsWith("+xml", StringComparison.Ordinal) || MediaType.IsJson(type);

    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Writes it, or gives the refusal of JSON that cannot be read. What is not JSON must be UTF-8.</summary>
    public static ApiProblem? Write(Utf8JsonWriter writer, string type, ReadOnlyMemory<byte> body)
    {
        if (body.Length == 0)
        {
            writer.WriteRawValue("{}"u8, skipInputValidation: true);
            return null;
        }

        if (MediaType.IsJson(type))
        {
            return WriteJson(writer, body);
        }

        if (type == Form)
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
}
