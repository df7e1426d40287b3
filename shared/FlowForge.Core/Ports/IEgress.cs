using FlowForge.Core.Failures;

namespace FlowForge.Core.Ports;

/// <summary>The only way out: every call of a workflow on a server goes through this port.</summary>
public interface IEgress
{
    /// <summary>
    /// Sends a request and reads the whole answer within the budgets. Any status is an answer, not a failure.
    /// Failures: <c>egress.*</c> of <see cref="FailureCodes"/>. Cancellation by the caller throws <see cref="OperationCanceledException"/>.
    /// </summary>
    ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation);
}

/// <summary>A request as a node describes it.</summary>
public sealed record OutgoingRequest
{
    /// <summary>An HTTP method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>An absolute http or https address, as written by the user.</summary>
    public required string Url { get; init; }

    /// <summary>Headers in order; checked for CR, LF, NUL and for names the user may not set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body, or null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Content type of the body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The credential to attach, by whom; null for none. Values go into the request inside Egress, and nowhere else.</summary>
    public CredentialCall? Credential { get; init; }

    /// <summary>Time for everything, redirects included; default <see cref="Limits.CallSeconds"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(Limits.CallSeconds);

    /// <summary>Most bytes of the answer's body, unpacked; default <see cref="Limits.ResponseBytes"/>.</summary>
    public long MaxBytes { get; init; } = Limits.ResponseBytes;

    /// <summary>Most redirects followed, 0 to <see cref="Limits.Redirects"/>.</summary>
    public int MaxRedirects { get; init; } = Limits.Redirects;
}

/// <summary>A credential that a call is to carry.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Run">The run that calls, or null.</param>
/// <param name="Node">The node that calls, or null.</param>
public sealed record CredentialCall(string Id, string? Run, string? Node);

/// <summary>An answer, read to its end.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Headers, lower-case names, several values joined by a comma and a space.</param>
/// <param name="Body">The body, unpacked.</param>
/// <param name="Url">The address that answered, after redirects.</param>
public sealed record OutgoingResponse(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, string Url)
{
    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
