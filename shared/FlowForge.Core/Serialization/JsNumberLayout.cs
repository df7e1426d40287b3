using System.Buffers.Text;
using System.Globalization;

namespace FlowForge.Core.Serialization;

/// <summary>Lays out the digits of .NET's shortest text of a number (<c>1.5E-07</c>, <c>120</c>) as JavaScript does.</summary>
internal static class JsNumberLayout
{
    // ECMAScript, Number::toString: an exponent is written outside of these places of the point.
    private const int MostWhole = 21;
    private const int LeastFraction = -6;

    /// <summary>Writes the number and gives its length; <paramref name="shortest"/> must not be zero.</summary>
    public static int Write(ReadOnlySpan<byte> shortest, Span<byte> target)
    {
        var sign = shortest[0] == '-' ? 1 : 0;
        "-"u8[..sign].CopyTo(target);
        Span<byte> digits = stackalloc byte[JsNumber.MaxLength];
        var count = Digits(shortest[sign..], digits, out var point);
        return sign + Place(digits[..count], point, target[sign..]);
    }

    /// <summary>The digits without zeros at either end; the number is <c>0.d₁d₂…</c> times ten to the power of <paramref name="point"/>.</summary>
    private static int Digits(ReadOnlySpan<byte> text, Span<byte> digits, out int point)
    {
        point = 0;
        if (text.IndexOf((byte)'E') is var exponent and >= 0)
        {
            point = int.Parse(text[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..exponent];
        }

        point += text.IndexOf((byte)'.') is var dot and >= 0 ? dot : text.Length;
        var count = 0;
        foreach (var c in text)
        {
            if (c == '0' && count == 0)
            {
                point--;
            }
            else if (c != '.')
            {
                digits[count++] = c;
            }
        }

        return digits[..count].LastIndexOfAnyExcept((byte)'0') + 1;
    }

    private static int Place(ReadOnlySpan<byte> digits, int point, Span<byte> target)
    {
        switch (point)
        {
            case > 0 and <= MostWhole when digits.Length <= point:
                digits.CopyTo(target);
                target[digits.Length..point].Fill((byte)'0');
                return point;
            case > 0 and <= MostWhole:
                digits[..point].CopyTo(target);
                target[point] = (byte)'.';
                digits[point..].CopyTo(target[(point + 1)..]);
                return digits.Length + 1;
            case > LeastFraction and <= 0:
                "0.00000"u8[..(2 - point)].CopyTo(target);
                digits.CopyTo(target[(2 - point)..]);
                return 2 - point + digits.Length;
            default:
                return Exponential(digits, point - 1, target);
        }
    }

    private static int Exponential(ReadOnlySpan<byte> digits, int exponent, Span<byte> target)
    {
        var at = 1;
        target[0] = digits[0];
        if (digits.Length > 1)
        {
            target[1] = (byte)'.';
            digits[1..].CopyTo(target[2..]);
            at = digits.Length + 1;
        }

        (exponent < 0 ? "e-"u8 : "e+"u8).CopyTo(target[at..]);
        Utf8Formatter.TryFormat(Math.Abs(exponent), target[(at + 2)..], out var written);
        return at + 2 + written;
    }
}
