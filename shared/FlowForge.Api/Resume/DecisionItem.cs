using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Writing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FlowForge.Api.Resume;

/// <summary>Reads a decision, <c>{ decision: approved | rejected, … }</c> as JSON or as a form; all that is sent with it is kept, and <c>decidedAt</c> is added.</summary>
internal static class DecisionItem
{
    private static readonly JsonDocumentOptions Nested = new() { MaxDepth = Limits.Depth };

    public static Asked<Item> Of(HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var type = MediaType.Bare(request.ContentType);
        if (type == "application/x-www-form-urlencoded")
        {
            return OfForm(body, now);
        }

        if (body.Length > 0 && type.Length > 0 && !MediaType.IsJson(type))
        {
            return new ApiProblem(415, "request.contentType", "Unknown content type", $"A decision is sent as application/json or as a form, not '{type}'.")
                .With("Accept", MediaType.Json);
        }

        var json = JsJson.Normalize(body.Length == 0 ? "{}"u8.ToArray() : body, Limits.Depth - 1);
        return json.IsFailure ? new ApiProblem(400, json.Failure.Code, "The body cannot be read", json.Failure.Message) : OfJson(json.Value, now);
    }

    private static Asked<Item> OfForm(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        using var buffer = JsonBuffer.Rent();
        Hooks.HookItem.WriteFields(buffer.Writer, QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span)).Where(field => field.Value is not [""]));
        return OfJson(JsJson.Normalize(JsonElement.Parse(buffer.Written().Span, Nested)), now);
    }

    private static Asked<Item> OfJson(JsonElement sent, DateTimeOffset now)
    {
        if (sent.ValueKind != JsonValueKind.Object || !sent.TryGetProperty("decision"u8, out var decision)
            || decision.ValueKind != JsonValueKind.String || decision.GetString() is not ("approved" or "rejected"))
        {
            return new ApiProblem(400, "resume.decision", "A decision is needed", "Send 'decision', which is 'approved' or 'rejected'.");
        }

        using var buffer = JsonBuffer.Rent();
        buffer.Writer.WriteStartObject();
        foreach (var property in sent.EnumerateObject().Where(property => !property.NameEquals("decidedAt"u8)))
        {
            buffer.Writer.WritePropertyName(property.Name);
            buffer.Writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(property.Value), skipInputValidation: true);
        }

        buffer.Writer.WriteString("decidedAt"u8, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        buffer.Writer.WriteEndObject();
        return new Item(JsonElement.Parse(buffer.Written().Span, Nested));
    }
}
