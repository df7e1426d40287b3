using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.WebWorker.Calls;

/// <summary>
/// Calls of nodes in a browser: through the server's <c>/api/proxy</c>, under its rules and with its credentials; without a server by the
/// browser itself, as far as it may.
/// </summary>
internal sealed class WorkerEgress(Server server, ProxyCalls proxy, DirectCalls direct) : IEgress
{
    public async ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        var answered = await server.IsThereAsync() ? await proxy.SendAsync(request, cancellation) : await direct.SendAsync(request, cancellation);
        if (answered.IsFailure || request.BodyTo?.Invoke(new(answered.Value.Status, answered.Value.Headers, answered.Value.Url)) is not { } target)
        {
            return answered;
        }

        await target.WriteAsync(answered.Value.Body, cancellation);
        return answered.Value with { Body = default, Length = answered.Value.Body.Length };
    }

    /// <summary>The bytes of a request's body, or null.</summary>
    public static async ValueTask<byte[]?> BodyAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        if (request.Streamed is not { } streamed)
        {
            return request.Body?.ToArray();
        }

        await using var stream = await streamed.OpenAsync(cancellation);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }
}
