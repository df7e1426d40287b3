using FlowForge.Core.Failures;

namespace FlowForge.Egress.Requests;

/// <summary>Turns a hop into what the transport sends.</summary>
internal static class RequestMessage
{
    // HTTP/3 would connect by QUIC, past the connect callback that checks addresses.
    private static readonly Version Http11 = new(1, 1);

    public static Outcome<HttpRequestMessage> Of(Hop hop)
    {
        var message = new HttpRequestMessage(new HttpMethod(hop.Method), hop.Address)
        {
            Version = Http11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (hop.Body is not null || hop.Headers.Any(header => HeaderRules.DescribesContent(header.Key)))
        {
            message.Content = hop.Body?.Content() ?? new ReadOnlyMemoryContent(default);
        }

        foreach (var (name, value) in hop.Headers)
        {
            if (Add(message, name, value) is { } failure)
            {
                message.Dispose();
                return failure;
            }
        }

        AddDefault(message, "Accept", "*/*");
        AddDefault(message, "Accept-Encoding", "gzip, deflate, br");
        AddDefault(message, "User-Agent", "FlowForge");
        return message;
    }

    private static Failure? Add(HttpRequestMessage message, string name, string value)
    {
        try
        {
            if (HeaderRules.DescribesContent(name))
            {
                message.Content!.Headers.Add(name, value);
            }
            else
            {
                message.Headers.Add(name, value);
            }

            return null;
        }
        catch (Exception refused) when (refused is FormatException or InvalidOperationException or ArgumentException)
        {
            return HeaderRules.Refused($"The header '{name}' holds a value that a header of this name cannot have");
        }
    }

    private static void AddDefault(HttpRequestMessage message, string name, string value)
    {
        if (!message.Headers.Contains(name))
        {
            message.Headers.Add(name, value);
        }
    }
}
