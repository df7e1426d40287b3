using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FlowForge.Core.Serialization;

/// <summary>Numbers as JavaScript writes them (ECMAScript, Number::toString with radix 10).</summary>
public static class JsNumber
{
    /// <summary>Bytes that any number fits in.</summary>
    public const int MaxLength = 32;

    private const double ExactIntegers = 1e15;

    /// <summary>The number's text; <c>-0</c> is <c>0</c>, and what is no number is <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>.</summary>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(value, text)]);
    }

    /// <summary>Writes a finite number into <paramref name="destination"/> (<see cref="MaxLength"/> bytes or more) and gives the length.</summary>
    public static int Format(double value, Span<byte> destination)
    {
        int written;
        if (Math.Abs(value) < ExactIntegers && value == Math.Truncate(value))
        {
            Utf8Formatter.TryFormat((long)value, destination, out written);
            return written;
        }

        // .NET's default is the shortest text that reads back, as in JavaScript; only the layout differs.
        Span<byte> shortest = stackalloc byte[MaxLength];
        value.TryFormat(shortest, out written, default, CultureInfo.InvariantCulture);
        return JsNumberLayout.Write(shortest[..written], destination);
    }

    /// <summary>Whether a JSON number already stands as <see cref="Format(double)"/> would write it.</summary>
    internal static bool IsShortest(ReadOnlySpan<byte> number)
    {
        if (IsPlainDecimal(number))
        {
            return true;
        }

        var value = Parse(number);
        if (!double.IsFinite(value))
        {
            return false;
        }

        Span<byte> text = stackalloc byte[MaxLength];
        return number.SequenceEqual(text[..Format(value, text)]);
    }

    /// <summary>The double that a JSON number stands for; infinite past its range.</summary>
    internal static double Parse(ReadOnlySpan<byte> number) =>
        double.Parse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);

    /// <summary>
    /// At most 15 digits without exponent read back to no other such number, so they are the shortest,
    /// unless they end in zeros behind the point, are minus zero, or so small that an exponent is written.
    /// </summary>
    private static bool IsPlainDecimal(ReadOnlySpan<byte> number)
    {
        if (number.Length > 16 || number.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var odd && odd < 0)
        {
            return number.Length <= 15;
        }

        var digits = number[0] == '-' ? number[1..] : number;
        var point = digits.IndexOf((byte)'.');
        return digits.Length <= 15
            && (point < 0
                ? digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && digits[0] != '0'
                : digits[(point + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && digits[^1] != '0' && !digits.StartsWith("0.00000"u8));
    }
}
