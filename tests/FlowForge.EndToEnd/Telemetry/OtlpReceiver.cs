using System.Collections.Concurrent;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Telemetry;

/// <summary>A span as it came over the wire.</summary>
internal sealed record ReceivedSpan(string TraceId, string Id, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>A collector that takes OTLP over HTTP as protocol buffers.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private CallServer _server = null!;

    public string Url => _server.Url;

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    /// <summary>Names of instruments.</summary>
    public ConcurrentDictionary<string, bool> Instruments { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of the services that sent.</summary>
    public ConcurrentDictionary<string, bool> Services { get; } = new(StringComparer.Ordinal);

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        receiver._server = await CallServer.StartAsync(async (context, call) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            receiver.Take(call.Path, body.ToArray());
            context.Response.ContentType = "application/x-protobuf";
        });
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // Field numbers of opentelemetry-proto: collector/trace/v1, collector/metrics/v1, trace/v1, metrics/v1, common/v1.
    private void Take(string path, byte[] message)
    {
        foreach (var resource in ProtoReader.All(message, 1))
        {
            foreach (var attributes in ProtoReader.All(resource, 1))
            {
                Services.TryAdd(Tags(attributes, 1).GetValueOrDefault("service.name", ""), true);
            }

            foreach (var entry in ProtoReader.All(resource, 2).SelectMany(scope => ProtoReader.All(scope, 2)))
            {
                if (path == "/v1/traces")
                {
                    Spans.Enqueue(new(Hex(entry, 1), Hex(entry, 2), Hex(entry, 4), ProtoReader.Text(entry, 5), Tags(entry, 9)));
                }
                else if (path == "/v1/metrics")
                {
                    Instruments.TryAdd(ProtoReader.Text(entry, 1), true);
                }
            }
        }
    }

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(ProtoReader.All(message, field).FirstOrDefault([]));

    private static Dictionary<string, string> Tags(byte[] message, int field) =>
        ProtoReader.All(message, field).ToDictionary(pair => ProtoReader.Text(pair, 1), pair => ProtoReader.Text(ProtoReader.All(pair, 2).First(), 1));
}
