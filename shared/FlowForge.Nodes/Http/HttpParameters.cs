using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>The parameters of one item's calls, read and checked.</summary>
internal sealed record HttpParameters
{
    public required string Method { get; init; }

    /// <summary>As the user wrote it, without <c>query</c>.</summary>
    public required string Url { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Undefined for none.</summary>
    public required JsonElement Body { get; init; }

    public required HttpBodyKind BodyKind { get; init; }

    public required HttpResponseKind Response { get; init; }

    public required bool FullResponse { get; init; }

    public required bool NeverError { get; init; }

    public required bool FollowRedirects { get; init; }

    public required HttpPagination Pagination { get; init; }

    public required HttpBatching Batching { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>The parameters, or <c>node.parameter</c> / <c>http.fileUnavailable</c>.</summary>
    public static Outcome<HttpParameters> Read(JsonElement parameters)
    {
        var fields = new HttpFields(parameters);
        var read = new HttpParameters
        {
            Method = (fields.Text("method") ?? "GET").Trim().ToUpperInvariant(),
            Url = fields.Text("url") ?? fields.Refuse<string>("url", "is missing") ?? "",
            Query = fields.Take(HttpPairs.Read(fields.Value("query"), "query")) ?? [],
            Headers = fields.Take(HttpPairs.Read(fields.Value("headers"), "headers")) ?? [],
            Body = fields.Value("body"),
            BodyKind = fields.Choice("bodyKind", HttpBodyKind.Json),
            Response = fields.Choice("response", HttpResponseKind.Auto),
            FullResponse = fields.Flag("fullResponse", false),
            NeverError = fields.Flag("neverError", false),
            FollowRedirects = fields.Flag("followRedirects", true),
            Pagination = fields.Take(HttpPagination.Read(fields.Value("pagination"))) ?? HttpPagination.Off,
            Batching = fields.Take(HttpBatching.Read(fields.Value("batching"))) ?? HttpBatching.Default,
            Timeout = TimeSpan.FromSeconds(fields.Number("timeoutSeconds", 0.001, Limits.CallSecondsMost) ?? Limits.CallSeconds),
        };
        if (fields.Failure is { } failure)
        {
            return failure;
        }

        return read.BodyKind == HttpBodyKind.Binary || read.Response == HttpResponseKind.File
            ? Failure.Of(HttpFailures.FileUnavailable, "A file cannot be sent or kept: this host has no store for files.")
            : read;
    }

    /// <summary>Whether the method is written as GET or HEAD, or left out.</summary>
    public static bool IsLiterallySafe(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("method", out var method))
        {
            return true;
        }

        return method.ValueKind == JsonValueKind.Null
            || (method.ValueKind == JsonValueKind.String && method.GetString()!.Trim().ToUpperInvariant() is "GET" or "HEAD");
    }
}

/// <summary>How the body is written.</summary>
internal enum HttpBodyKind
{
    Json,
    Form,
    Multipart,
    Text,
    Binary,
}

/// <summary>How the answer is read.</summary>
internal enum HttpResponseKind
{
    Auto,
    Json,
    Text,
    File,
}
