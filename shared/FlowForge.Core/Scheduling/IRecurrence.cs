namespace FlowForge.Core.Scheduling;

/// <summary>Moments that come again and again: whole seconds, UTC, in one fixed order whatever the clocks of a zone do.</summary>
public interface IRecurrence
{
    /// <summary>The first occurrence after a moment; null when none comes any more.</summary>
    DateTimeOffset? Next(DateTimeOffset after);
}

/// <summary>What follows from <see cref="IRecurrence.Next"/> alone.</summary>
public static class Recurrences
{
    /// <summary>The last occurrence after one moment, up to another; null when there is none. Costs as many steps as the range has binary digits.</summary>
    public static DateTimeOffset? Last(this IRecurrence recurrence, DateTimeOffset after, DateTimeOffset upTo)
    {
        DateTimeOffset? last = null;
        var (low, high) = (after, upTo);
        while (low < high)
        {
            var middle = last is null ? low : low + ((high - low) / 2);
            if (recurrence.Next(middle) is { } next && next <= upTo)
            {
                last = low = next;
            }
            else if (last is null || high - low <= TimeSpan.FromSeconds(1))
            {
                break;
            }
            else
            {
                high = middle;
            }
        }

        return last;
    }
}
