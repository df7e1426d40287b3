namespace FlowForge.AiBench.Reports;

/// <summary>What attempts come to.</summary>
internal sealed record Figures
{
    private const int Together = 3;

    public required string Area { get; init; }

    public required int Cases { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Mean structure score of the first tries; null where there is none. A reply that gives no workflow scores 0.</summary>
    public required double? Score { get; init; }

    /// <summary>Chance that one try passes: the mean over the cases of the share of their tries that did.</summary>
    public required double PassOne { get; init; }

    /// <summary>Chance that three tries all pass, estimated without bias from the tries there are; null with fewer than three of each.</summary>
    public required double? PassThree { get; init; }

    public required long PromptTokens { get; init; }

    public required long ReplyTokens { get; init; }

    public required int Calls { get; init; }

    /// <summary>US dollars in all; null when nobody tells.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>Median seconds of a try, and the longest.</summary>
    public required (double Median, double Longest) Seconds { get; init; }

    public static Figures Of(string area, IReadOnlyCollection<Attempt> attempts)
    {
        var cases = attempts.GroupBy(static one => one.Id, StringComparer.Ordinal).Select(static tries => (Tries: tries.Count(), Passed: tries.Count(static one => one.Passed))).ToList();
        var scores = attempts.Where(static one => one is { Number: 1, Score: not null }).Select(static one => one.Score!.Value).ToList();
        var seconds = attempts.Select(static one => one.Elapsed.TotalSeconds).Order().DefaultIfEmpty().ToList();
        var costs = attempts.Select(static one => one.Usage.Cost).OfType<decimal>().ToList();
        return new()
        {
            Area = area,
            Cases = cases.Count,
            Attempts = attempts.Count,
            Score = scores.Count == 0 ? null : scores.Average(),
            PassOne = cases.Count == 0 ? 0 : cases.Average(static one => (double)one.Passed / one.Tries),
            PassThree = cases.Count == 0 || cases.Any(static one => one.Tries < Together) ? null : cases.Average(static one => Ways(one.Passed) / Ways(one.Tries)),
            PromptTokens = attempts.Sum(static one => (long)one.Usage.PromptTokens),
            ReplyTokens = attempts.Sum(static one => (long)one.Usage.ReplyTokens),
            Calls = attempts.Sum(static one => one.Usage.Calls),
            Cost = costs.Count == 0 ? null : costs.Sum(),
            Seconds = (seconds[seconds.Count / 2], seconds[^1]),
        };
    }

    /// <summary>Ways to take three of so many.</summary>
    private static double Ways(int of) => of * (of - 1.0) * (of - 2.0) / 6;
}
