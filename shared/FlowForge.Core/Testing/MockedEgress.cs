using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Testing;

/// <summary>
/// Answers calls with what a test says, each answer once and in the test's order, the last one of an address also after that. Nothing goes out; a call that the
/// test does not know fails and is told.
/// </summary>
public sealed class MockedEgress : IEgress, IConnections
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<string> _unexpected = new();
    private IReadOnlyList<MockedCall> _calls = [];
    private bool[] _used = [];

    /// <summary>Calls that the test does not know, as they were made.</summary>
    public IReadOnlyCollection<string> Unexpected => _unexpected;

    /// <summary>Answers that nobody has asked for.</summary>
    public IEnumerable<MockedCall> Unused => _calls.Where((_, at) => !_used[at]);

    /// <summary>From now on these calls are known, and no others.</summary>
    public void Serve(IReadOnlyList<MockedCall> calls)
    {
        (_calls, _used) = (calls, new bool[calls.Count]);
        _unexpected.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Take(request) is not { } call)
        {
            _unexpected.Enqueue($"{request.Method} {request.Url}");
            return Failure.Of("test.unexpectedCall", $"The test has no answer to {request.Method} {request.Url}.");
        }

        var headers = new Dictionary<string, string>(call.Headers, StringComparer.Ordinal);
        headers.TryAdd("content-type", call.Json.ValueKind == JsonValueKind.Undefined ? "text/plain; charset=utf-8" : "application/json");
        var body = call.Json.ValueKind == JsonValueKind.Undefined ? Encoding.UTF8.GetBytes(call.Text ?? "") : Encoding.UTF8.GetBytes(call.Json.GetRawText());
        if (request.BodyTo?.Invoke(new(call.Status, headers, request.Url)) is { } target)
        {
            await target.WriteAsync(body, cancellation).ConfigureAwait(false);
            body = [];
        }

        return new OutgoingResponse(call.Status, headers, body, request.Url);
    }

    /// <inheritdoc/>
    public ValueTask<Outcome<OpenConnection>> ConnectAsync(string host, int port, TimeSpan patience, CancellationToken cancellation)
    {
        _unexpected.Enqueue($"{host}:{port}");
        return new(Failure.Of("test.unexpectedCall", $"A test opens no connection, and this one wants to {host}:{port}; mock its node."));
    }

    private MockedCall? Take(OutgoingRequest request)
    {
        lock (_gate)
        {
            var last = -1;
            for (var at = 0; at < _calls.Count; at++)
            {
                if (Answers(_calls[at], request))
                {
                    last = at;
                    if (!_used[at])
                    {
                        break;
                    }
                }
            }

            if (last < 0)
            {
                return null;
            }

            _used[last] = true;
            return _calls[last];
        }
    }

    private static bool Answers(MockedCall call, OutgoingRequest request) => call.Method == request.Method
        && (Same(call.Url, request.Url) || (!call.Url.Contains('?', StringComparison.Ordinal) && Same(call.Url, request.Url.Split('?')[0])));

    private static bool Same(string one, string other) => one == other
        || (Uri.TryCreate(one, UriKind.Absolute, out var first) && Uri.TryCreate(other, UriKind.Absolute, out var second) && first == second);
}
