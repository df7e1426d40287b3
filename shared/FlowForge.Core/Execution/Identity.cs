using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FlowForge.Core.Execution;

/// <summary>Keys made from what they stand for.</summary>
public static class Identity
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Key of one outgoing call: base32(SHA-256(run, node, iteration, item, page, revision)), lower case without padding, 52 characters.</summary>
    public static string IdempotencyKey(string run, string node, string iteration, int item, int page, int revision) =>
        Hash([run, node, iteration, Number(item), Number(page), Number(revision)]);

    /// <summary>Base32 of the SHA-256 of the parts, each with its length before it, so that no two lists of parts are alike.</summary>
    public static string Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Base32(hash.GetHashAndReset());
    }

    /// <summary>RFC 4648 base32, lower case, without padding.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 / 5) + 1);
        var (bits, held) = (0, 0);
        foreach (var b in bytes)
        {
            bits = (bits << 8) | b;
            for (held += 8; held >= 5; held -= 5)
            {
                text.Append(Alphabet[(bits >> (held - 5)) & 31]);
            }

            bits &= (1 << held) - 1;
        }

        return held > 0 ? text.Append(Alphabet[(bits << (5 - held)) & 31]).ToString() : text.ToString();
    }

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
