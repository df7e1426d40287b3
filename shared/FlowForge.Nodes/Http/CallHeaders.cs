using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>What a kind adds to the headers of its calls. A header of the user's outranks each.</summary>
internal static class CallHeaders
{
    /// <summary>Adds a header that is not set.</summary>
    public static void AddUnlessSet(this List<KeyValuePair<string, string>> headers, string name, string value)
    {
        if (!headers.Exists(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new(name, value));
        }
    }

    /// <summary>Adds the run's place in a trace, when it has one.</summary>
    public static void AddTrace(this List<KeyValuePair<string, string>> headers, string? trace)
    {
        if (trace is not null)
        {
            headers.AddUnlessSet("traceparent", trace);
        }
    }

    /// <summary>Adds the call's idempotency key.</summary>
    public static void AddKey(this List<KeyValuePair<string, string>> headers, string key) => headers.AddUnlessSet(CredentialHeaders.IdempotencyKey, key);
}
