using System.Buffers;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Security;

namespace FlowForge.Api.OpenApi;

/// <summary>OpenAPI 3.1, made from the route table; the paths of webhooks, which each workflow makes for itself, stand beside it.</summary>
internal static class OpenApiDocument
{
    private static readonly Lazy<byte[]> Made = new(Make);

    private static readonly string[] HookMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

    private static readonly (string Template, string Summary)[] Hooks =
    [
        ("/hooks/{path}", "Calls the webhook of an active workflow; path may have several segments, and method and answer are what its trigger says."),
        ("/hooks-test/{token}", "Calls the webhook that a test listener waits for."),
    ];

    public static ReadOnlyMemory<byte> Bytes => Made.Value;

    private static byte[] Make()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            Write(writer);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("openapi"u8, "3.1.0"u8);
        writer.WriteStartObject("info"u8);
        writer.WriteString("title"u8, "FlowForge"u8);
        writer.WriteString("version"u8, typeof(OpenApiDocument).Assembly.GetName().Version!.ToString(3));
        writer.WriteEndObject();
        writer.WriteStartObject("paths"u8);
        foreach (var path in RouteTable.Routes.GroupBy(route => route.Template))
        {
            writer.WriteStartObject($"/api{path.Key}");
            foreach (var route in path)
            {
                writer.WritePropertyName(route.Method.ToLowerInvariant());
                WriteOperation(writer, route);
            }

            writer.WriteEndObject();
        }

        foreach (var (template, summary) in Hooks)
        {
            WriteHook(writer, template, summary);
        }

        writer.WriteEndObject();
        writer.WritePropertyName("components"u8);
        writer.WriteRawValue(OpenApiSchemas.Components);
        writer.WriteEndObject();
    }

    private static void WriteHook(Utf8JsonWriter writer, string template, string summary)
    {
        writer.WriteStartObject($"/api{template}");
        foreach (var method in HookMethods)
        {
            writer.WritePropertyName(method.ToLowerInvariant());
            WriteHead(writer, method, template.Split('/', StringSplitOptions.RemoveEmptyEntries), summary, []);
            WriteSecurity(writer, role: null);
            writer.WriteStartObject("responses"u8);
            writer.WriteStartObject("default"u8);
            writer.WriteString("description"u8, "What the workflow answers."u8);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>The begin of an operation; its object stays open.</summary>
    private static void WriteHead(Utf8JsonWriter writer, string method, string[] segments, string summary, IReadOnlyList<ApiQuery> query)
    {
        writer.WriteStartObject();
        writer.WriteString("operationId"u8, $"{method.ToLowerInvariant()}{string.Concat(segments.Select(Word))}");
        writer.WriteString("summary"u8, summary);
        writer.WriteStartArray("parameters"u8);
        foreach (var segment in segments.Where(segment => segment[0] == '{'))
        {
            WriteParameter(writer, new(segment[1..^1], ""), "path");
        }

        foreach (var one in query)
        {
            WriteParameter(writer, one, "query");
        }

        writer.WriteEndArray();
    }

    private static void WriteOperation(Utf8JsonWriter writer, ApiRoute route)
    {
        WriteHead(writer, route.Method, route.Segments, route.Summary, route.Query);
        WriteSecurity(writer, route.IsOpen || route.IsCapability ? null : RoleNames.Of(route.Role));
        WriteBody(writer, route.Body);
        WriteAnswers(writer, route);
        writer.WriteEndObject();
    }

    /// <summary>What a caller must bring: nothing, or a token whose role is at least the one named.</summary>
    private static void WriteSecurity(Utf8JsonWriter writer, string? role)
    {
        writer.WriteStartArray("security"u8);
        writer.WriteStartObject();
        if (role is not null)
        {
            writer.WriteStartArray("token"u8);
            writer.WriteStringValue(role);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
        if (role is not null)
        {
            writer.WriteString("x-flowforge-role"u8, role);
        }
    }

    private static void WriteParameter(Utf8JsonWriter writer, ApiQuery parameter, string place)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, parameter.Name);
        writer.WriteString("in"u8, place);
        writer.WriteBoolean("required"u8, place == "path");
        if (parameter.Help.Length > 0)
        {
            writer.WriteString("description"u8, parameter.Help);
        }

        writer.WritePropertyName("schema"u8);
        writer.WriteRawValue(parameter.IsNumber ? """{"type":"integer"}"""u8 : """{"type":"string"}"""u8);
        writer.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter writer, ApiBody body)
    {
        if (body == ApiBody.None)
        {
            return;
        }

        writer.WriteStartObject("requestBody"u8);
        WriteContent(writer, body == ApiBody.Document ? "Workflow" : null, body == ApiBody.Document ? [MediaType.Json, MediaType.Yaml] : [MediaType.Json]);
        writer.WriteEndObject();
    }

    private static void WriteAnswers(Utf8JsonWriter writer, ApiRoute route)
    {
        writer.WriteStartObject("responses"u8);
        writer.WriteStartObject(route.Answers.Status.ToString());
        writer.WriteString("description"u8, route.Summary);
        if (route.Answers.Schema == OpenApiSchemas.Bytes)
        {
            WriteContent(writer, null, [OpenApiSchemas.Bytes]);
        }
        else if (route.Answers.Schema is { } schema)
        {
            WriteContent(writer, schema, schema == "Workflow" ? [MediaType.Json, MediaType.Yaml] : [MediaType.Json]);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("default"u8);
        writer.WriteString("description"u8, "A refusal."u8);
        WriteContent(writer, "Problem", [AnswerWriter.ProblemType]);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter writer, string? schema, IReadOnlyList<string> types)
    {
        writer.WriteStartObject("content"u8);
        foreach (var type in types)
        {
            writer.WriteStartObject(type);
            writer.WriteStartObject("schema"u8);
            if (schema is not null)
            {
                writer.WriteString("$ref"u8, $"#/components/schemas/{schema}");
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string Word(string segment)
    {
        var bare = segment.Trim('{', '}').Split('.')[0];
        return char.ToUpperInvariant(bare[0]) + bare[1..];
    }
}
