using FlowForge.Ai.Prompting;
using FlowForge.Ai.Tests.Bench;
using FlowForge.AiBench.Runs;

namespace FlowForge.Ai.Tests.Prompting;

/// <summary>Kinds are found by the words of people: of each prompt of the set, the kinds that its reference uses are described to the model.</summary>
public sealed class BenchRetrievalTests
{
    [Fact]
    public void Find_PromptsOfTheSet_DescribesTheKindsTheyNeed() => Assert.Equal("", string.Join('\n', MeasuredModel.Prompts.SelectMany(static one =>
    {
        var described = KindSearch.Find(one.Prompt, one.Workflow?.Workflow(one.Id), ScenarioRun.Kinds).Described.Select(static kind => kind.Kind).ToHashSet(StringComparer.Ordinal);
        return one.Reference.Nodes.Select(static node => node.GetProperty("kind").GetString()!).Where(kind => !described.Contains(kind)).Distinct().Select(kind => $"{one.Id}: {kind}");
    })));
}
