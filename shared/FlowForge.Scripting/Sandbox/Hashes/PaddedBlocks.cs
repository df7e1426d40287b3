using System.Buffers.Binary;

namespace FlowForge.Scripting.Sandbox.Hashes;

/// <summary>The padding that MD5, RIPEMD-160 and SHA-2 share: one bit, noughts, and the length in bits at the end of a block of 64 bytes.</summary>
internal static class PaddedBlocks
{
    public const int Size = 64;

    public static byte[] Of(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var padded = new byte[(bytes.Length + 8) / Size * Size + Size];
        bytes.CopyTo(padded);
        padded[bytes.Length] = 0x80;
        var length = padded.AsSpan(padded.Length - 8);
        if (bigEndian)
        {
            BinaryPrimitives.WriteInt64BigEndian(length, bytes.Length * 8L);
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length * 8L);
        }

        return padded;
    }

    public static byte[] ToBytes(ReadOnlySpan<uint> state, bool bigEndian)
    {
        var bytes = new byte[state.Length * 4];
        for (var i = 0; i < state.Length; i++)
        {
            var at = bytes.AsSpan(i * 4);
            if (bigEndian)
            {
                BinaryPrimitives.WriteUInt32BigEndian(at, state[i]);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(at, state[i]);
            }
        }

        return bytes;
    }
}
