using System.Security.Cryptography;
using System.Text;

namespace FlowForge.EndToEnd.Secrets;

/// <summary>Values that must be found nowhere, and every form in which something might hold them.</summary>
internal static class Canaries
{
    /// <summary>Stands in the data on purpose: a search that does not find it finds nothing.</summary>
    public const string Control = "control-6b1f/x+2=plain data";

    public const string Header = "canary-header/4f+a=9c31 value";
    public const string Query = "canary-query/71+d=02be value";
    public const string Bearer = "canary-bearer/8e+c=55a7";
    public const string Basic = "canary-basic/13+f=c0d4 word";
    public const string Signature = "canary-signature/a6+b=7e19 secret";
    public const string HookHeader = "canary-hookheader/2d+e=f8b0";
    public const string HookBasic = "canary-hookbasic/90+a=41cc";
    public const string Jwt = "canary-jwt/5c+7=more than thirty-two bytes of it";
    public const string Mail = "canary-mail/e2+b=0d67";
    public const string Azure = "canary-azure/3b+8=96f1";

    public static IReadOnlyList<string> All { get; } =
        [Header, Query, Bearer, Basic, Signature, HookHeader, HookBasic, Jwt, Mail, Azure];

    /// <summary>Which values the bytes hold, in which form.</summary>
    public static IReadOnlyList<string> In(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        foreach (var value in All)
        {
            foreach (var form in Forms(value))
            {
                if (bytes.IndexOf(form) >= 0)
                {
                    found.Add(Encoding.UTF8.GetString(form));
                }
            }
        }

        return found;
    }

    /// <summary>Whether the bytes hold the control value.</summary>
    public static bool HoldsControl(ReadOnlySpan<byte> bytes)
    {
        foreach (var form in Forms(Control))
        {
            if (bytes.IndexOf(form) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Plain, as JSON, URL-encoded in both ways, hexadecimal, hashed, and base64 wherever it begins in what was encoded.</summary>
    private static IEnumerable<byte[]> Forms(string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        string[] texts =
        [
            value, value.Replace("/", "\\/", StringComparison.Ordinal), value.Replace("+", "\\u002B", StringComparison.Ordinal),
            Uri.EscapeDataString(value), Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal),
            Convert.ToHexString(utf8), Convert.ToHexStringLower(utf8), Convert.ToHexStringLower(SHA256.HashData(utf8)),
            .. Enumerable.Range(0, 3).Select(before => InBase64(utf8, before)),
            .. Enumerable.Range(0, 3).Select(before => InBase64(utf8, before).Replace('+', '-').Replace('/', '_')),
        ];
        return texts.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes);
    }

    // The characters that depend on the value alone, when so many bytes stand before it.
    private static string InBase64(byte[] value, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. value]);
        var from = (before * 8 + 5) / 6;
        return text[from..((before + value.Length) * 8 / 6)];
    }
}
