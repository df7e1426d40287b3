using System.Buffers.Binary;

namespace FlowForge.Core.Ports;

/// <summary>How ids of runs are written (<see cref="IIdSource.NewRunId"/>); the randomness is handed in.</summary>
public static class RunIds
{
    /// <summary>Random bytes of an id.</summary>
    public const int RandomBytes = 10;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    /// <summary>An id of a run that begins now.</summary>
    /// <param name="now">The moment, by which ids sort.</param>
    /// <param name="random"><see cref="RandomBytes"/> bytes.</param>
    public static string Of(DateTimeOffset now, ReadOnlySpan<byte> random)
    {
        var bits = new UInt128(
            ((ulong)now.ToUnixTimeMilliseconds() << 16) | BinaryPrimitives.ReadUInt16LittleEndian(random),
            BinaryPrimitives.ReadUInt64LittleEndian(random[2..]));
        return string.Create(Length, bits, static (text, left) =>
        {
            for (var i = Length - 1; i >= 0; i--, left >>= 5)
            {
                text[i] = Alphabet[(int)(left & 31)];
            }
        });
    }
}
