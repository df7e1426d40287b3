using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FlowForge.Nodes.Sort;

/// <summary>A random order that depends on a seed alone (Fisher and Yates; the numbers come from SplitMix64).</summary>
internal static class Shuffle
{
    /// <summary>The numbers from 0 to <paramref name="count"/> − 1 in the order of <paramref name="seed"/>.</summary>
    public static int[] Of(int count, string seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        var state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
        for (var at = count - 1; at > 0; at--)
        {
            var other = (int)(Next(ref state) % (ulong)(at + 1));
            (order[at], order[other]) = (order[other], order[at]);
        }

        return order;
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
