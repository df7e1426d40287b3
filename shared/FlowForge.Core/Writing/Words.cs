using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;

namespace FlowForge.Core.Writing;

/// <summary>The words of the API for our enumerations.</summary>
public static class Words
{
    private static readonly string[] FrameWords = UpperNames<FrameStatus>();
    private static readonly string[] RunWords = UpperNames<RunStatus>();
    private static readonly string[] ModeWords = [.. Enum.GetNames<WaitMode>().Select(name => name.ToLowerInvariant())];

    /// <summary>The word of a frame's status, in capitals.</summary>
    public static string Of(FrameStatus status) => FrameWords[(int)status];

    /// <summary>The word of a run's status, in capitals.</summary>
    public static string Of(RunStatus status) => RunWords[(int)status];

    /// <summary>The word of what ends a wait, in small letters.</summary>
    public static string Of(WaitMode mode) => ModeWords[(int)mode];

    /// <summary>The word of documents.</summary>
    public static string Of(MissedRuns missed) => missed.ToString().ToLowerInvariant();

    /// <summary>The word of documents.</summary>
    public static string Of(OverlapRule overlap) => overlap.ToString().ToLowerInvariant();

    /// <summary>The frame status of that word in either case, or null.</summary>
    public static FrameStatus? Frame(string word) => IndexOf(FrameWords, word) is var at && at < 0 ? null : (FrameStatus)at;

    /// <summary>The run status of that word in either case, or null.</summary>
    public static RunStatus? Run(string word) => IndexOf(RunWords, word) is var at && at < 0 ? null : (RunStatus)at;

    /// <summary>All statuses of frames.</summary>
    public static IReadOnlyList<string> Frames => FrameWords;

    /// <summary>All statuses of runs.</summary>
    public static IReadOnlyList<string> Runs => RunWords;

    private static int IndexOf(string[] words, string word) =>
        Array.FindIndex(words, known => string.Equals(known, word, StringComparison.OrdinalIgnoreCase));

    private static string[] UpperNames<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => name.ToUpperInvariant())];
}
