using System.Buffers.Text;
using System.Text;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Texts as base64 of their UTF-8, for scripts.</summary>
internal static class Base64Text
{
    /// <summary>Of a text; lone surrogates become U+FFFD.</summary>
    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>The text again. Both alphabets are read, padding or not; what is neither is left out, as elsewhere in JavaScript.</summary>
    public static string Decode(string base64)
    {
        var clean = new StringBuilder(base64.Length);
        foreach (var c in base64)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_')
            {
                clean.Append(c switch { '+' => '-', '/' => '_', _ => c });
            }
            else if (c == '=')
            {
                break;
            }
        }

        // One letter alone is no byte.
        clean.Length -= clean.Length % 4 == 1 ? 1 : 0;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(clean.ToString()));
    }
}
