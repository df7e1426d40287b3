using System.Buffers.Binary;
using System.Numerics;

namespace FlowForge.Scripting.Sandbox.Hashes;

/// <summary>MD5 (RFC 1321).</summary>
internal static class Md5
{
    private static readonly int[] Shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
    private static readonly uint[] Sines = [.. Enumerable.Range(1, 64).Select(i => (uint)Math.Floor(Math.Abs(Math.Sin(i)) * 4294967296.0))];

    public static byte[] Hash(ReadOnlySpan<byte> bytes)
    {
        uint[] state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
        var padded = PaddedBlocks.Of(bytes, bigEndian: false);
        Span<uint> words = stackalloc uint[16];
        for (var at = 0; at < padded.Length; at += PaddedBlocks.Size)
        {
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = BinaryPrimitives.ReadUInt32LittleEndian(padded.AsSpan(at + (i * 4)));
            }

            Mix(state, words);
        }

        return PaddedBlocks.ToBytes(state, bigEndian: false);
    }

    private static void Mix(uint[] state, ReadOnlySpan<uint> words)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        for (var i = 0; i < 64; i++)
        {
            var (f, word) = (i / 16) switch
            {
                0 => ((b & c) | (~b & d), i),
                1 => ((d & b) | (~d & c), ((5 * i) + 1) % 16),
                2 => (b ^ c ^ d, ((3 * i) + 5) % 16),
                _ => (c ^ (b | ~d), 7 * i % 16),
            };
            var turned = BitOperations.RotateLeft(a + f + Sines[i] + words[word], Shifts[(i / 16 * 4) + (i % 4)]);
            (a, d, c, b) = (d, c, b, b + turned);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }
}
