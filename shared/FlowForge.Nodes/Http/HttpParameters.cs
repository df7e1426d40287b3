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

    /// <summary>Name of the item's binary that a body of kind <see cref="HttpBodyKind.Binary"/> is.</summary>
    public required string Binary { get; init; }

    /// <summary>Files of a body of kind <see cref="HttpBodyKind.Multipart"/>: name of the part, name of the item's binary.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Files { get; init; }

    public required HttpResponseKind Response { get; init; }

    /// <summary>Name of the binary that a file becomes, and of the property that text becomes.</summary>
    public required string Field { get; init; }

    public required bool FullResponse { get; init; }

    public required bool NeverError { get; init; }

    public required bool FollowRedirects { get; init; }

    public required int MaxRedirects { get; init; }

    public required bool LowerCaseHeaders { get; init; }

    public required HttpRetry Retry { get; init; }

    public required HttpPagination Pagination { get; init; }

    public required HttpBatching Batching { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>The parameters, or <c>node.parameter</c>.</summary>
    public static Outcome<HttpParameters> Read(JsonElement parameters)
    {
        var fields = new HttpFields(parameters);
        var read = new HttpParameters
        {
            Method = (fields.Text("method") ?? "GET").Trim().ToUpperInvariant(),
            Url = fields.Text("url") ?? fields.Refuse<string>("url", "is missing") ?? "",
            Query = fields.Take(HttpPairs.Read(fields.Value("query"), "query", fields.Choice("queryArrays", HttpArrays.Repeat))) ?? [],
            Headers = fields.Take(HttpPairs.Read(fields.Value("headers"), "headers")) ?? [],
            Body = fields.Value("body"),
            BodyKind = fields.Choice("bodyKind", HttpBodyKind.Json),
            Binary = fields.Text("binary") ?? "data",
            Files = fields.Take(HttpPairs.Read(fields.Value("files"), "files")) ?? [],
            Response = fields.Choice("response", HttpResponseKind.Auto),
            Field = fields.Text("field") ?? "data",
            FullResponse = fields.Flag("fullResponse", false),
            NeverError = fields.Flag("neverError", false),
            FollowRedirects = fields.Flag("followRedirects", true),
            MaxRedirects = (int)(fields.Whole("maxRedirects", 0, Limits.Redirects) ?? Limits.Redirects),
            LowerCaseHeaders = fields.Flag("lowerCaseHeaders", false),
            Retry = fields.Take(HttpRetry.Read(fields.Value("retryOnStatus"))) ?? HttpRetry.Off,
            Pagination = fields.Take(HttpPagination.Read(fields.Value("pagination"))) ?? HttpPagination.Off,
            Batching = fields.Take(HttpBatching.Read(fields.Value("batching"))) ?? HttpBatching.Default,
            Timeout = TimeSpan.FromSeconds(fields.Number("timeoutSeconds", 0.001, Limits.CallSecondsMost) ?? Limits.CallSeconds),
        };
        return fields.Failure is { } failure ? failure : read;
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
