using System.Text;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Testing;

namespace FlowForge.AiBench.Runs;

/// <summary>The way out of a scenario: answers as the scenario says, and writes down what was called.</summary>
internal sealed class WatchedEgress(MockedEgress answers, RunWatch watch) : IEgress, IConnections
{
    public async ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        watch.Calls.Enqueue(await OfAsync(request, cancellation).ConfigureAwait(false));
        return await answers.SendAsync(request, cancellation).ConfigureAwait(false);
    }

    public ValueTask<Outcome<OpenConnection>> ConnectAsync(string host, int port, TimeSpan patience, CancellationToken cancellation) =>
        answers.ConnectAsync(host, port, patience, cancellation);

    private static async ValueTask<JsonElement> OfAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        var body = request.Body is { } whole ? Encoding.UTF8.GetString(whole.Span) : "";
        if (request.Streamed is { } streamed)
        {
            await using var stream = await streamed.OpenAsync(cancellation).ConfigureAwait(false);
            using var reader = new StreamReader(stream);
            body = await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
        }

        var (address, query) = request.Url.Split('?', 2) is [var before, var behind] ? (before, behind) : (request.Url, "");
        return JsonBuild.Element(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("method", request.Method);
            writer.WriteString("url", address);
            Pairs(writer, "query", query);
            writer.WriteStartObject("headers");
            foreach (var header in request.Headers.GroupBy(static header => header.Key.ToLowerInvariant()))
            {
                writer.WriteString(header.Key, string.Join(", ", header.Select(static one => one.Value)));
            }

            writer.WriteEndObject();
            if (request.ContentType?.Contains("form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
            {
                Pairs(writer, "body", body);
            }
            else
            {
                writer.WritePropertyName("body");
                Text.Write(writer, body);
            }

            writer.WriteEndObject();
        });
    }

    private static void Pairs(Utf8JsonWriter writer, string name, string pairs)
    {
        writer.WriteStartObject(name);
        foreach (var pair in pairs.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=', 2)).DistinctBy(static pair => pair[0]))
        {
            writer.WriteString(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString((pair.Length > 1 ? pair[1] : "").Replace('+', ' ')));
        }

        writer.WriteEndObject();
    }
}
