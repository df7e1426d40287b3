using System.Buffers.Binary;
using System.Numerics;

namespace FlowForge.Scripting.Sandbox.Hashes;

/// <summary>SHA-224 (FIPS 180-4): SHA-256 with another beginning and a shorter end, which .NET does not have.</summary>
internal static class Sha224
{
    private static readonly uint[] Roots = [.. Primes(64).Select(prime => (uint)(long)(Math.Cbrt(prime) % 1 * 4294967296.0))];

    public static byte[] Hash(ReadOnlySpan<byte> bytes)
    {
        uint[] state = [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];
        var padded = PaddedBlocks.Of(bytes, bigEndian: true);
        Span<uint> words = stackalloc uint[64];
        for (var at = 0; at < padded.Length; at += PaddedBlocks.Size)
        {
            Spread(padded.AsSpan(at), words);
            Mix(state, words);
        }

        return PaddedBlocks.ToBytes(state, bigEndian: true)[..28];
    }

    private static void Spread(ReadOnlySpan<byte> block, Span<uint> words)
    {
        for (var i = 0; i < 64; i++)
        {
            words[i] = i < 16
                ? BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..])
                : Turned(words[i - 2], 17, 19, 10) + words[i - 7] + Turned(words[i - 15], 7, 18, 3) + words[i - 16];
        }
    }

    private static void Mix(uint[] state, ReadOnlySpan<uint> words)
    {
        var s = (uint[])state.Clone();
        for (var i = 0; i < 64; i++)
        {
            var (a, e) = (s[0], s[4]);
            var first = s[7] + (Right(e, 6) ^ Right(e, 11) ^ Right(e, 25)) + ((e & s[5]) ^ (~e & s[6])) + Roots[i] + words[i];
            var second = (Right(a, 2) ^ Right(a, 13) ^ Right(a, 22)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
            Array.Copy(s, 0, s, 1, 7);
            s[4] += first;
            s[0] = first + second;
        }

        for (var i = 0; i < state.Length; i++)
        {
            state[i] += s[i];
        }
    }

    private static uint Turned(uint word, int a, int b, int shift) => Right(word, a) ^ Right(word, b) ^ (word >> shift);

    private static uint Right(uint word, int bits) => BitOperations.RotateRight(word, bits);

    private static IEnumerable<int> Primes(int count) =>
        Enumerable.Range(2, 400).Where(candidate => Enumerable.Range(2, candidate - 2).All(divisor => candidate % divisor != 0)).Take(count);
}
