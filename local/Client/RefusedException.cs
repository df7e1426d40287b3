using System.Text.Json;

namespace FlowForge.Local.Client;

/// <summary>The API refused a command; the message says why.</summary>
internal sealed class RefusedException : Exception
{
    public RefusedException(string message)
        : base(message)
    {
    }

    public RefusedException()
    {
    }

    public RefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The refusal of a problem that the API answered with.</summary>
    public static RefusedException Of(ApiReply reply)
    {
        var problem = reply.Body.Length > 0 && reply.Body.Span[0] == '{' ? reply.Json : default;
        return problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("detail"u8, out var detail) && problem.TryGetProperty("code"u8, out var code)
            ? new($"{detail.GetString()} ({code.GetString()})")
            : new($"the host answered {reply.Status}.");
    }
}
