using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FlowForge.Local.Client;

/// <summary>Reads server-sent events whose data is JSON.</summary>
internal static class EventStream
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    public static async IAsyncEnumerable<ApiEvent> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var events = SseParser.Create(stream, (type, data) => new ApiEvent(type, JsonElement.Parse(data, Deep)));
        await foreach (var item in events.EnumerateAsync(cancellation).ConfigureAwait(false))
        {
            yield return item.Data;
        }
    }
}
