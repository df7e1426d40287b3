using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Egress.Requests;

/// <summary>One request on the wire: the first of a call, or one that a redirect asked for.</summary>
/// <param name="Method">A token, in capitals.</param>
/// <param name="Address">Where to; absolute, http or https.</param>
/// <param name="Headers">Checked headers, those of the content included.</param>
/// <param name="Body">The body, or null for none.</param>
internal sealed record Hop(string Method, Uri Address, IReadOnlyList<KeyValuePair<string, string>> Headers, HopBody? Body)
{
    private const string ContentType = "Content-Type";

    /// <summary>The first request of a call, or <c>egress.request</c>.</summary>
    public static Outcome<Hop> First(OutgoingRequest request)
    {
        // CONNECT would ask the server to be a proxy; TRACE would echo credentials.
        if (!HeaderRules.IsToken(request.Method) || request.Method.Length > 32 || request.Method is "CONNECT" or "TRACE")
        {
            return HeaderRules.Refused("The method cannot be sent: it is a word such as GET or POST, and not CONNECT or TRACE");
        }

        if (request.Timeout <= TimeSpan.Zero || request.Timeout > TimeSpan.FromSeconds(Limits.CallSecondsMost))
        {
            return HeaderRules.Refused($"The time of a call is above 0 and at most {Limits.CallSecondsMost} seconds");
        }

        var body = HopBody.Of(request);
        if (body?.Length > Limits.RequestBytes)
        {
            return HeaderRules.Refused($"The body is larger than {Limits.RequestBytes} bytes");
        }

        var headers = CheckedHeaders(request);
        if (headers.IsFailure)
        {
            return headers.Failure;
        }

        var address = RequestAddress.Parse(request.Url);
        return address.IsFailure ? address.Failure : new Hop(request.Method, address.Value, headers.Value, body);
    }

    private static Outcome<List<KeyValuePair<string, string>>> CheckedHeaders(OutgoingRequest request)
    {
        var headers = new List<KeyValuePair<string, string>>(request.Headers.Count + 1);
        var length = 0;
        foreach (var (name, value) in request.Headers)
        {
            if (HeaderRules.Check(name, value) is { } failure)
            {
                return failure;
            }

            length += name.Length + value.Length + 4;
            headers.Add(new(name, value.Trim()));
        }

        if (length > Limits.HeaderBytes)
        {
            return HeaderRules.Refused($"The headers are larger than {Limits.HeaderBytes} bytes");
        }

        if (request.ContentType is { } type && !headers.Exists(header => header.Key.Equals(ContentType, StringComparison.OrdinalIgnoreCase)))
        {
            if (HeaderRules.Check(ContentType, type) is { } failure)
            {
                return failure;
            }

            headers.Add(new(ContentType, type));
        }

        return headers;
    }
}
