using System.Buffers;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;

namespace FlowForge.Api.OpenApi;

/// <summary>OpenAPI 3.1, made from the route table.</summary>
internal static class OpenApiDocument
{
    private static readonly Lazy<byte[]> Made = new(Make);

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

        writer.WriteEndObject();
        writer.WritePropertyName("components"u8);
        writer.WriteRawValue(OpenApiSchemas.Components);
        writer.WriteStartArray("security"u8);
        writer.WriteRawValue("{}"u8);
        writer.WriteRawValue("""{"token":[]}"""u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter writer, ApiRoute route)
    {
        writer.WriteStartObject();
        writer.WriteString("operationId"u8, $"{route.Method.ToLowerInvariant()}{string.Concat(route.Segments.Select(Word))}");
        writer.WriteString("summary"u8, route.Summary);
        writer.WriteStartArray("parameters"u8);
        foreach (var segment in route.Segments.Where(segment => segment[0] == '{'))
        {
            WriteParameter(writer, segment[1..^1], "path", null);
        }

        foreach (var (name, help) in route.Query)
        {
            WriteParameter(writer, name, "query", help);
        }

        writer.WriteEndArray();
        WriteBody(writer, route.Body);
        WriteAnswers(writer, route);
        writer.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter writer, string name, string place, string? help)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, name);
        writer.WriteString("in"u8, place);
        writer.WriteBoolean("required"u8, help is null);
        if (help is not null)
        {
            writer.WriteString("description"u8, help);
        }

        writer.WritePropertyName("schema"u8);
        writer.WriteRawValue("""{"type":"string"}"""u8);
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
