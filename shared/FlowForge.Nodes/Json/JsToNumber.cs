using System.Globalization;

namespace FlowForge.Nodes.Json;

/// <summary>Text as a number, as JavaScript converts it (ECMA-262, StringToNumber).</summary>
internal static class JsToNumber
{
    /// <summary>What <c>Number(text)</c> gives; null in place of NaN and the infinities.</summary>
    public static double? Of(string text)
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
}
