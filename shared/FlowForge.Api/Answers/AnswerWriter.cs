using System.Buffers;
using System.Text.Json;
using FlowForge.Api.Writing;
using FlowForge.Core.Writing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FlowForge.Api.Answers;

/// <summary>Puts an answer on the wire.</summary>
internal static class AnswerWriter
{
    public const string JsonType = "application/json";
    public const string ProblemType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, Answer answer)
    {
        var response = context.Response;
        for (var i = 0; i < answer.Headers.Count; i++)
        {
            // What an answer says itself replaces what every answer says; what it says twice, such as two cookies, stays twice.
            var (name, value) = answer.Headers[i];
            var isAgain = answer.Headers.Take(i).Any(one => string.Equals(one.Key, name, StringComparison.OrdinalIgnoreCase));
            response.Headers[name] = isAgain ? StringValues.Concat(response.Headers[name], value) : value;
        }

        switch (answer)
        {
            case Answer.Empty empty:
                response.StatusCode = empty.Status;
                return Task.CompletedTask;
            case Answer.Json json:
                return WriteJsonAsync(response, json.Status, JsonType, json.Write);
            case Answer.Bytes bytes:
                return WriteBytesAsync(response, bytes.Status, bytes.ContentType, bytes.Body);
            case Answer.Refused refused:
                return WriteProblemAsync(context, refused.Problem);
            case Answer.Streamed streamed:
                return streamed.WriteAsync(context);
            default:
                throw new InvalidOperationException($"An answer of type {answer.GetType().Name} has no writer.");
        }
    }

    public static Task WriteProblemAsync(HttpContext context, ApiProblem problem)
    {
        foreach (var (name, value) in problem.Headers)
        {
            context.Response.Headers[name] = value;
        }

        return WriteJsonAsync(context.Response, problem.Status, ProblemType, writer => ProblemJson.Write(writer, problem));
    }

    public static Task WriteBytesAsync(HttpResponse response, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.BodyWriter.Write(body.Span);
        return response.BodyWriter.FlushAsync().AsTask();
    }

    private static async Task WriteJsonAsync(HttpResponse response, int status, string contentType, Action<Utf8JsonWriter> write)
    {
        using var buffer = JsonBuffer.Rent();
        write(buffer.Writer);
        await WriteBytesAsync(response, status, contentType, buffer.Written()).ConfigureAwait(false);
    }
}
