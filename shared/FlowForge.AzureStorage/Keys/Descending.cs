using System.Globalization;
using System.Text;

namespace FlowForge.AzureStorage.Keys;

/// <summary>Ids as row keys that sort the other way round: tables list upwards only, and lists of runs begin with the newest.</summary>
internal static class Descending
{
    private const char End = '~';

    /// <summary>The key of an id: of two ids the larger one, ordinal, has the smaller key.</summary>
    public static string Of(string id)
    {
        var key = new StringBuilder((id.Length * 2) + 1);
        foreach (var unit in id)
        {
            // A unit beyond ASCII begins with a digit, and so comes before all of ASCII, which begins with 8 to F.
            _ = unit < 0x80
                ? key.Append((0xFF - unit).ToString("X2", CultureInfo.InvariantCulture))
                : key.Append('0').Append((0xFFFF - unit).ToString("X4", CultureInfo.InvariantCulture));
        }

        key.Append(End);
        return key.Length <= Escaped.Longest ? key.ToString() : Escaped.Cut(key.ToString(), id);
    }

    /// <summary>The key of a number of 0 or more.</summary>
    public static string Of(long number) => (long.MaxValue - number).ToString("D19", CultureInfo.InvariantCulture);
}
