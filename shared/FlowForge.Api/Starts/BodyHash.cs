using System.Security.Cryptography;
using FlowForge.Core.Execution;

namespace FlowForge.Api.Starts;

/// <summary>Hash of what a start was asked with: the same key with another one is refused (semantics 9).</summary>
internal static class BodyHash
{
    public static string Of(ReadOnlyMemory<byte> body) => Identity.Base32(SHA256.HashData(body.Span));
}
