using System.Globalization;

namespace FlowForge.Nodes.Json;

/// <summary>Numbers as JavaScript writes and reads them (ECMA-262, Number::toString and ToNumber).</summary>
internal static class JsNumber
{
    /// <summary>The shortest text that gives the same double, as <c>String(number)</c> does; <c>-0</c> is <c>0</c>.</summary>
    public static string Text(double number)
    {
        if (number == Math.Floor(number) && Math.Abs(number) < 1e15)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        var round = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var e = round.IndexOf('E');
        var mantissa = e < 0 ? round : round[..e];
        var dot = mantissa.IndexOf('.');
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        var point = (dot < 0 ? digits.Length : dot) - (digits.Length - significant.Length)
            + (e < 0 ? 0 : int.Parse(round.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return (number < 0 ? "-" : "") + Placed(significant.TrimEnd('0'), point);
    }

    /// <summary>Whether JSON number text stands already as JavaScript would write it; only the common short forms are recognised.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text)
    {
        var digits = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        return digits.Length is > 0 and <= 15 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (text.Length == 1 || digits[0] != '0');
    }

    /// <summary>What <c>Number(text)</c> gives; null in place of NaN and the infinities.</summary>
    public static double? Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return 0;
        }

        if (trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return ulong.TryParse(trimmed[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(trimmed, Style, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    // `point` is where the decimal point stands, counted from before the first digit.
    private static string Placed(string digits, int point) => point switch
    {
        > 21 or <= -6 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}",
        <= 0 => "0." + new string('0', -point) + digits,
        _ when digits.Length <= point => digits.PadRight(point, '0'),
        _ => $"{digits[..point]}.{digits[point..]}",
    };
}
