using System.Buffers;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Validation;
using FlowForge.Core.Writing;

namespace FlowForge.WebWorker.Routes;

/// <summary>What the engine answers, as the API would: a status and a body of JSON.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON, or empty.</param>
internal sealed record RouteAnswer(int Status, string Body)
{
    /// <summary>One with a body that is written.</summary>
    public static RouteAnswer Of(int status, Action<Utf8JsonWriter> write)
    {
        using var buffer = JsonBuffer.Rent();
        write(buffer.Writer);
        return new(status, Encoding.UTF8.GetString(buffer.Written().Span));
    }

    /// <summary><c>{ items, next }</c></summary>
    public static RouteAnswer List<T>(IEnumerable<T> rows, string? next, Action<Utf8JsonWriter, T> write, Action<Utf8JsonWriter>? more = null) => Of(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        foreach (var row in rows)
        {
            write(writer, row);
        }

        writer.WriteEndArray();
        more?.Invoke(writer);
        writer.WriteString("next"u8, next);
        writer.WriteEndObject();
    });

    /// <summary>A refusal, as <c>application/problem+json</c> has it.</summary>
    public static RouteAnswer Problem(int status, string code, string title, string detail, IReadOnlyList<Problem>? problems = null) => Of(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("title"u8, title);
        writer.WriteNumber("status"u8, status);
        writer.WriteString("detail"u8, detail);
        writer.WriteString("code"u8, code);
        if (problems is { Count: > 0 })
        {
            writer.WritePropertyName("problems"u8);
            ProblemsJson.Write(writer, problems);
        }

        writer.WriteEndObject();
    });

    /// <summary>There is no such run.</summary>
    public static RouteAnswer NoSuchRun(string id) => Problem(404, "run.unknown", "No such run", $"There is no run '{id}' in this browser.");

    /// <summary>As one text for the page: the status, a space, the body.</summary>
    public string Text() => $"{Status} {Body}";
}
