using System.Security.Cryptography;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>The content hash of a stored page, checked on write and on read.</summary>
public static class PayloadHash
{
    /// <summary>Lower-case hex of SHA-256.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Throws <see cref="StoreFault"/> when the content is not what its hash says.</summary>
    public static void Check(string hash, ReadOnlySpan<byte> content)
    {
        if (Of(content) != hash)
        {
            throw new StoreFault($"The page {hash} does not have the content its hash says.");
        }
    }
}
