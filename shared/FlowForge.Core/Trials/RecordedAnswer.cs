using FlowForge.Core.Model;

namespace FlowForge.Core.Trials;

/// <summary>What a node that reaches outside gave when it was recorded, and a trial gives in place of running it.</summary>
/// <param name="From">Where it was recorded.</param>
/// <param name="Ports">Items by port, each with the input item it came from, or null.</param>
internal sealed record RecordedAnswer(AnswerSource From, IReadOnlyList<(string Port, Item Item, int? Origin)> Ports);

/// <summary>Where an answer of a trial was recorded.</summary>
public enum AnswerSource
{
    /// <summary>Nowhere: the node was run.</summary>
    None,

    /// <summary>The same question was asked in this run, or in an earlier one.</summary>
    Recording,

    /// <summary>An earlier run that ended well asked something else there; its answer stands in for this one's.</summary>
    EarlierRun,
}
