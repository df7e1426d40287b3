using System.Buffers;
using System.Globalization;
using System.Text;

namespace FlowForge.Scripting.Native;

/// <summary>Numbers as JavaScript writes them (ECMA-262, Number::toString).</summary>
internal static class JsNumber
{
    /// <summary>Characters that any number fits in.</summary>
    public const int MaxLength = 32;

    /// <summary>Writes <paramref name="value"/>; gives the count of characters.</summary>
    public static int Format(double value, Span<char> into)
    {
        if (Math.Abs(value) < 1e15 && Math.Truncate(value) == value)
        {
            // The cast makes -0 a plain 0, as JavaScript does.
            ((long)value).TryFormat(into, out var written, default, CultureInfo.InvariantCulture);
            return written;
        }

        if (!double.IsFinite(value))
        {
            var name = double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
            name.CopyTo(into);
            return name.Length;
        }

        return FormatDigits(value, into);
    }

    /// <summary>The text of a number.</summary>
    public static string Format(double value)
    {
        Span<char> buffer = stackalloc char[MaxLength];
        return new string(buffer[..Format(value, buffer)]);
    }

    /// <summary>Writes a number into JSON; what JSON has no number for is null.</summary>
    public static void WriteJson(double value, IBufferWriter<byte> output)
    {
        if (!double.IsFinite(value))
        {
            output.Write("null"u8);
            return;
        }

        Span<char> buffer = stackalloc char[MaxLength];
        var length = Format(value, buffer);
        var span = output.GetSpan(MaxLength);
        output.Advance(Encoding.ASCII.GetBytes(buffer[..length], span));
    }

    private static int FormatDigits(double value, Span<char> into)
    {
        // The fewest digits that give the same double back: the same digits as JavaScript's, laid out differently.
        Span<char> shortest = stackalloc char[MaxLength];
        value.TryFormat(shortest, out var shortLength, "R", CultureInfo.InvariantCulture);
        Span<char> digits = stackalloc char[MaxLength];
        var (count, point) = Digits(shortest[..shortLength], digits);
        var at = 0;
        if (value < 0)
        {
            into[at++] = '-';
        }

        return at + Lay(digits[..count], point, into[at..]);
    }

    /// <summary>Significant digits of a number's shortest text, and where the point stands behind the first of them.</summary>
    private static (int Count, int Point) Digits(ReadOnlySpan<char> text, Span<char> digits)
    {
        var mark = text.IndexOf('E');
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = (mark < 0 ? text : text[..mark]).TrimStart('-');
        var dot = mantissa.IndexOf('.');
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var count = 0;
        foreach (var c in mantissa)
        {
            if (c == '.')
            {
                continue;
            }

            if (count == 0 && c == '0')
            {
                point--;
                continue;
            }

            digits[count++] = c;
        }

        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return (count, point);
    }

    private static int Lay(ReadOnlySpan<char> digits, int point, Span<char> into)
    {
        var count = digits.Length;
        if (point is > 0 and <= 21)
        {
            return LayPlain(digits, point, into);
        }

        if (point is > -6 and <= 0)
        {
            "0.".CopyTo(into);
            into.Slice(2, -point).Fill('0');
            digits.CopyTo(into[(2 - point)..]);
            return 2 - point + count;
        }

        var at = 0;
        into[at++] = digits[0];
        if (count > 1)
        {
            into[at++] = '.';
            digits[1..].CopyTo(into[at..]);
            at += count - 1;
        }

        into[at++] = 'e';
        into[at++] = point > 0 ? '+' : '-';
        Math.Abs(point - 1).TryFormat(into[at..], out var written, default, CultureInfo.InvariantCulture);
        return at + written;
    }

    private static int LayPlain(ReadOnlySpan<char> digits, int point, Span<char> into)
    {
        var count = digits.Length;
        if (count <= point)
        {
            digits.CopyTo(into);
            into[count..point].Fill('0');
            return point;
        }

        digits[..point].CopyTo(into);
        into[point] = '.';
        digits[point..].CopyTo(into[(point + 1)..]);
        return count + 1;
    }
}
