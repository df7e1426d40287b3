using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using FlowForge.Core.Ports;

namespace FlowForge.Secrets;

/// <summary>Ids of runs, which sort by time, and tokens.</summary>
public sealed class RandomIds(TimeProvider clock) : IIdSource
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    /// <inheritdoc/>
    public string NewRunId()
    {
        Span<byte> random = stackalloc byte[10];
        RandomNumberGenerator.Fill(random);
        var bits = new UInt128(
            ((ulong)clock.GetUtcNow().ToUnixTimeMilliseconds() << 16) | BinaryPrimitives.ReadUInt16LittleEndian(random),
            BinaryPrimitives.ReadUInt64LittleEndian(random[2..]));
        return string.Create(Length, bits, static (text, left) =>
        {
            for (var i = Length - 1; i >= 0; i--, left >>= 5)
            {
                text[i] = Alphabet[(int)(left & 31)];
            }
        });
    }

    /// <inheritdoc/>
    public string NewToken()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
