using System.Buffers.Text;
using System.Collections.Frozen;

namespace FlowForge.ServerNodes.Crypto;

/// <summary>How bytes are written as text.</summary>
/// <param name="Write">The text of bytes.</param>
/// <param name="Parse">The bytes of a text; throws <see cref="FormatException"/>.</param>
internal sealed record ByteText(Func<byte[], string> Write, Func<string, byte[]> Parse)
{
    /// <summary>Small hexadecimal digits.</summary>
    public static readonly ByteText Hex = new(Convert.ToHexStringLower, Convert.FromHexString);

    /// <summary>The names of all.</summary>
    public static readonly FrozenDictionary<string, ByteText> Words = new Dictionary<string, ByteText>
    {
        ["hex"] = Hex,
        ["base64"] = new(Convert.ToBase64String, Convert.FromBase64String),
        ["base64url"] = new(bytes => Base64Url.EncodeToString(bytes), text => Base64Url.DecodeFromChars(text)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The bytes; null when the text is not of this form.</summary>
    public byte[]? Read(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
