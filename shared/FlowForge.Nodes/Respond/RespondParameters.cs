using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Respond;

/// <summary>The parameters of <c>respond</c>.</summary>
/// <param name="Status">HTTP status, 200 to 599; default 200.</param>
/// <param name="Headers">Headers to set, in order, without the content type.</param>
/// <param name="ContentType">The content type that the headers name, or null.</param>
/// <param name="Body">The body; null when the document has none, so that the first item is sent.</param>
/// <param name="Binary">Name of the first item's binary that is the body, or null.</param>
internal sealed record RespondParameters(
    int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string? ContentType, JsonElement? Body, string? Binary)
{
    /// <summary>Reads them. Whether there is a body is what the drawing says: an expression that gives nothing is an empty body.</summary>
    public static Outcome<RespondParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var status = reader.Whole("status", 200, 200, 599);
        var (headers, contentType) = ReadHeaders(reader);
        JsonElement? body = node.Parameters.TryGetProperty("body", out _) ? reader.Value("body") : null;
        var binary = reader.Text("binary");
        if (binary is not null && body is not null)
        {
            reader.Refuse("binary", "cannot be given beside a body");
        }

        return reader.Give(new RespondParameters(status, headers, contentType, body, binary));
    }

    private static (IReadOnlyList<KeyValuePair<string, string>> Headers, string? ContentType) ReadHeaders(ParameterReader reader)
    {
        var value = reader.Value("headers");
        if (ParameterReader.IsAbsent(value))
        {
            return ([], null);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            reader.Refuse("headers", "must be an object of names and values");
            return ([], null);
        }

        var headers = new List<KeyValuePair<string, string>>();
        string? contentType = null;
        foreach (var header in value.EnumerateObject().Where(header => !ParameterReader.IsAbsent(header.Value)))
        {
            var text = JsText.Of(header.Value);
            if (ReplyHeaders.Problem(header.Name, text) is { } sentence)
            {
                reader.Refuse($"headers.{header.Name}", sentence);
            }
            else if (header.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase))
            {
                contentType = text;
            }
            else
            {
                headers.Add(new(header.Name, text));
            }
        }

        return (headers, contentType);
    }
}
