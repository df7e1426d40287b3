using System.Security.Cryptography;
using System.Text;

namespace FlowForge.Api.Starts;

/// <summary>Keys of starts that happen once (semantics 9).</summary>
internal static class StartKey
{
    /// <summary>Hash of parts; no two lists of parts give the same text.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Hash of what was asked.</summary>
    public static string OfBody(ReadOnlyMemory<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body.Span));
}
