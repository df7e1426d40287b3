using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>Writes the request for one page.</summary>
internal static class HttpRequest
{
    /// <summary>The request.</summary>
    /// <param name="parameters">The item's parameters.</param>
    /// <param name="target">Where the page is.</param>
    /// <param name="key">The call's idempotency key; a header of the user's outranks it.</param>
    /// <param name="trace">The run's <c>traceparent</c>, or null; a header of the user's outranks it.</param>
    /// <param name="most">Bytes the answer may have.</param>
    /// <param name="body">The body.</param>
    public static OutgoingRequest Of(HttpParameters parameters, HttpTarget target, string key, string? trace, long most, HttpBody body)
    {
        var headers = new List<KeyValuePair<string, string>>(parameters.Headers.Count + 2);
        headers.AddRange(parameters.Headers.Where(header => !target.IsForeign || MayTravel(header.Key)));
        headers.AddKey(key);
        headers.AddTrace(trace);
        headers.AddUnlessSet("Accept", Accept(parameters.Response));
        return new OutgoingRequest
        {
            Method = parameters.Method,
            Url = target.Url,
            Headers = parameters.LowerCaseHeaders ? headers.ConvertAll(header => new KeyValuePair<string, string>(header.Key.ToLowerInvariant(), header.Value)) : headers,
            Body = body.Bytes,
            Streamed = body.Streamed,
            ContentType = body.ContentType,
            Timeout = parameters.Timeout,
            MaxBytes = most,
            MaxRedirects = parameters.FollowRedirects ? parameters.MaxRedirects : 0,
        };
    }

    private static bool MayTravel(string name) =>
        !CredentialHeaders.Includes(name) && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private static string Accept(HttpResponseKind response) => response switch
    {
        HttpResponseKind.Json => "application/json",
        HttpResponseKind.Text or HttpResponseKind.File => "*/*",
        _ => "application/json, text/plain;q=0.9, */*;q=0.8",
    };
}
