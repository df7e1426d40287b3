using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;

namespace FlowForge.Api.Writing;

/// <summary>The words of the API for our enumerations.</summary>
internal static class Words
{
    private static readonly string[] FrameWords = UpperNames<FrameStatus>();
    private static readonly string[] RunWords = UpperNames<RunStatus>();

    private static readonly string[] ModeWords = [.. Enum.GetNames<WaitMode>().Select(name => name.ToLowerInvariant())];

    public static string Of(FrameStatus status) => FrameWords[(int)status];

    public static string Of(RunStatus status) => RunWords[(int)status];

    public static string Of(WaitMode mode) => ModeWords[(int)mode];

    /// <summary>The word of documents.</summary>
    public static string Of(MissedRuns missed) => missed.ToString().ToLowerInvariant();

    /// <summary>The word of documents.</summary>
    public static string Of(OverlapRule overlap) => overlap.ToString().ToLowerInvariant();

    /// <summary>The frame status of that word in either case, or null.</summary>
    public static FrameStatus? Frame(string word) => IndexOf(FrameWords, word) is var at && at < 0 ? null : (FrameStatus)at;

    /// <summary>The run status of that word in either case, or null.</summary>
    public static RunStatus? Run(string word) => IndexOf(RunWords, word) is var at && at < 0 ? null : (RunStatus)at;

    public static IReadOnlyList<string> Frames => FrameWords;

    public static IReadOnlyList<string> Runs => RunWords;

    private static int IndexOf(string[] words, string word) =>
        Array.FindIndex(words, known => string.Equals(known, word, StringComparison.OrdinalIgnoreCase));

    private static string[] UpperNames<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => name.ToUpperInvariant())];
}
