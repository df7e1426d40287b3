using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.GraphQl;

/// <summary>One question to a service.</summary>
internal static class GraphQlCall
{
    /// <summary>The answer says that something went wrong.</summary>
    public const string ErrorsCode = "graphql.errors";

    private const int MessageLength = 500;

    /// <summary>The request, without a credential.</summary>
    public static OutgoingRequest Request(NodeItem item, GraphQlParameters own)
    {
        List<KeyValuePair<string, string>> headers = [.. own.Headers];
        headers.AddUnlessSet("Accept", "application/json, application/graphql-response+json");
        headers.AddTrace(item.Context.TraceParent);
        if (own.IsGet)
        {
            return new() { Method = "GET", Url = HttpAddress.Append(own.Url, Query(own)), Headers = headers, Timeout = own.Timeout };
        }

        headers.AddKey(item.Context.IdempotencyKey(item.Index, 0));
        return new()
        {
            Method = "POST", Url = own.Url, Headers = headers, Timeout = own.Timeout,
            Body = own.IsBare ? Encoding.UTF8.GetBytes(own.Query) : JsonBuild.Bytes(writer => WriteBody(writer, own)),
            ContentType = own.IsBare ? "application/graphql" : "application/json",
        };
    }

    /// <summary>The item of an answer; <c>http.status</c>, <c>http.notJson</c>, <c>graphql.errors</c>, <c>limit.item</c>.</summary>
    public static Outcome<ObjectDraft> Read(OutgoingResponse response, GraphQlParameters own)
    {
        if (response.Status >= 400 && (!HttpText.IsJson(HttpText.MediaType(response)) || HttpAnswer.ParseJson(HttpText.Utf8Body(response)).IsFailure))
        {
            return HttpFailures.Status(response);
        }

        if (response.Length > Limits.ItemBytes)
        {
            return HttpFailures.ItemTooLarge();
        }

        var json = HttpAnswer.ParseJson(HttpText.Utf8Body(response));
        if (json.IsFailure)
        {
            return json.Failure;
        }

        if (json.Value.ValueKind == JsonValueKind.Object && json.Value.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            return Failure.Of(ErrorsCode, $"The service answered with errors: {Said(errors)}");
        }

        if (response.Status >= 400)
        {
            return HttpFailures.Status(response);
        }

        var draft = new ObjectDraft();
        if (own.Field is { } field)
        {
            draft.Put(field, new(JsonValues.Text(HttpText.Decode(response))));
            return draft;
        }

        return json.Value.ValueKind == JsonValueKind.Object ? new ObjectDraft(json.Value) : Failure.Of(HttpFailures.NotJson, "The answer is no JSON object.");
    }

    private static List<KeyValuePair<string, string>> Query(GraphQlParameters own)
    {
        List<KeyValuePair<string, string>> pairs = [new("query", own.Query)];
        if (own.Variables.ValueKind == JsonValueKind.Object)
        {
            pairs.Add(new("variables", own.Variables.GetRawText()));
        }

        if (own.OperationName is { } name)
        {
            pairs.Add(new("operationName", name));
        }

        return pairs;
    }

    private static void WriteBody(Utf8JsonWriter writer, GraphQlParameters own)
    {
        writer.WriteStartObject();
        writer.WriteString("query", own.Query);
        if (own.Variables.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName("variables");
            own.Variables.WriteTo(writer);
        }

        if (own.OperationName is { } name)
        {
            writer.WriteString("operationName", name);
        }

        writer.WriteEndObject();
    }

    private static string Said(JsonElement errors)
    {
        var said = string.Join("; ", errors.EnumerateArray().Select(error =>
            error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) ? JsText.Of(message) : error.GetRawText()));
        return said.Length <= MessageLength ? said : string.Concat(said.AsSpan(0, MessageLength), "…");
    }
}
