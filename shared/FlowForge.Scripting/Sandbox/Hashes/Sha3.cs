using System.Buffers.Binary;
using System.Numerics;

namespace FlowForge.Scripting.Sandbox.Hashes;

/// <summary>SHA3-512 (FIPS 202), which .NET has on some platforms only.</summary>
internal static class Sha3
{
    private const int Rate = 72;
    private const int Rounds = 24;

    public static byte[] Hash512(ReadOnlySpan<byte> bytes)
    {
        var padded = new byte[(bytes.Length / Rate * Rate) + Rate];
        bytes.CopyTo(padded);
        padded[bytes.Length] = 0x06;
        padded[^1] |= 0x80;
        var state = new ulong[25];
        for (var at = 0; at < padded.Length; at += Rate)
        {
            for (var i = 0; i < Rate / 8; i++)
            {
                state[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(padded.AsSpan(at + (i * 8)));
            }

            Permute(state);
        }

        var hash = new byte[64];
        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hash.AsSpan(i * 8), state[i]);
        }

        return hash;
    }

    private static void Permute(ulong[] state)
    {
        var register = 1;
        for (var round = 0; round < Rounds; round++)
        {
            Theta(state);
            RhoAndPi(state);
            Chi(state);
            state[0] ^= Constant(ref register);
        }
    }

    private static void Theta(ulong[] state)
    {
        Span<ulong> columns = stackalloc ulong[5];
        for (var x = 0; x < 5; x++)
        {
            columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
        }

        for (var at = 0; at < 25; at++)
        {
            state[at] ^= columns[(at + 4) % 5] ^ BitOperations.RotateLeft(columns[(at + 1) % 5], 1);
        }
    }

    private static void RhoAndPi(ulong[] state)
    {
        var (x, y, moving) = (1, 0, state[1]);
        for (var step = 0; step < Rounds; step++)
        {
            (x, y) = (y, ((2 * x) + (3 * y)) % 5);
            var at = x + (5 * y);
            (moving, state[at]) = (state[at], BitOperations.RotateLeft(moving, (step + 1) * (step + 2) / 2 % 64));
        }
    }

    private static void Chi(ulong[] state)
    {
        for (var row = 0; row < 25; row += 5)
        {
            var (first, second) = (state[row], state[row + 1]);
            for (var x = 0; x < 5; x++)
            {
                var next = x == 4 ? first : state[row + x + 1];
                var behind = x >= 3 ? (x == 3 ? first : second) : state[row + x + 2];
                state[row + x] ^= ~next & behind;
            }
        }
    }

    /// <summary>The round's constant, from a linear feedback shift register of eight bits.</summary>
    private static ulong Constant(ref int register)
    {
        ulong constant = 0;
        for (var bit = 0; bit < 7; bit++)
        {
            if ((register & 1) != 0)
            {
                constant ^= 1UL << ((1 << bit) - 1);
            }

            register = (register << 1) ^ ((register >> 7) * 0x171);
        }

        return constant;
    }
}
