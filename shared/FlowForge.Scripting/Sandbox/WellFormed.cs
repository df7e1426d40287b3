namespace FlowForge.Scripting.Sandbox;

/// <summary>Lone surrogates in JSON: <c>JSON.stringify</c> escapes them, items must not have them (semantics 6).</summary>
internal static class WellFormed
{
    /// <summary>Overwrites each escaped lone surrogate with <c>\ufffd</c>, in place.</summary>
    public static void Repair(Span<byte> json)
    {
        // A pair of surrogates is one character and is written as such, so that every escape that begins with \ud8 to \udf is a lone one.
        var from = 0;
        while (json[from..].IndexOf("\\ud"u8) is var found && found >= 0)
        {
            var at = from + found;
            if (IsEscape(json, at) && at + 6 <= json.Length && json[at + 3] is (byte)'8' or (byte)'9' or (>= (byte)'a' and <= (byte)'f'))
            {
                "fffd"u8.CopyTo(json[(at + 2)..]);
            }

            from = at + 3;
        }
    }

    /// <summary>Whether the backslash at a place begins an escape, that is, whether an even number of backslashes stands before it.</summary>
    private static bool IsEscape(ReadOnlySpan<byte> json, int at)
    {
        var count = 0;
        while (at - count > 0 && json[at - count - 1] == '\\')
        {
            count++;
        }

        return count % 2 == 0;
    }
}
