namespace FlowForge.Nodes.Tests.Schedules;

/// <summary>A field of a cron expression: its text, and the values the text stands for.</summary>
internal sealed record NaiveField(string Text, HashSet<int> Values)
{
    /// <summary>Whether it holds <c>*</c>, a range or a step.</summary>
    public bool IsInterval => Text.AsSpan().ContainsAny("*-/");

    public bool IsAny => Text == "*";

    public static NaiveField Any(int least, int most) => new("*", [.. Enumerable.Range(least, most - least + 1)]);

    public static NaiveField One(int value) => new($"{value}", [value]);

    public static NaiveField Draw(Random random, int least, int most)
    {
        var (one, other) = (random.Next(least, most + 1), random.Next(least, most + 1));
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        var step = random.Next(2, Math.Min(20, most));
        return random.Next(6) switch
        {
            0 or 1 => One(one),
            2 => new($"{low},{high}", [low, high]),
            3 => new($"{low}-{high}", [.. Enumerable.Range(low, high - low + 1)]),
            4 => new($"*/{step}", [.. Enumerable.Range(least, most - least + 1).Where(value => (value - least) % step == 0)]),
            _ => Any(least, most),
        };
    }
}
