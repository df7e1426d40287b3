using System.Security.Cryptography;

namespace FlowForge.ServerNodes.Crypto;

/// <summary>Characters that nobody can foresee.</summary>
internal static class RandomText
{
    private const string Digits = "0123456789abcdef";
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly string Printable = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(letter => (char)letter));

    /// <summary>A text of a type: <c>uuid</c>, <c>hex</c>, <c>base64</c> or <c>ascii</c>.</summary>
    public static string Of(string type, int length) => type switch
    {
        "uuid" => Uuid(),
        "hex" => RandomNumberGenerator.GetString(Digits, length),
        "base64" => RandomNumberGenerator.GetString(LettersAndDigits, length),
        _ => RandomNumberGenerator.GetString(Printable, length),
    };

    // RFC 9562, version 4.
    private static string Uuid()
    {
        var bytes = RandomNumberGenerator.GetBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
