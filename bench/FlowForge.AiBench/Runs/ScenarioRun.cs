using FlowForge.AiBench.Checks;
using FlowForge.AiBench.Sets;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Testing;
using FlowForge.ServerNodes;

namespace FlowForge.AiBench.Runs;

/// <summary>Runs a workflow as a scenario says, in the engine of all hosts and over a way out that leads nowhere, and says what it did otherwise than it had to.</summary>
internal sealed class ScenarioRun(IScripts scripts)
{
    /// <summary>The kinds that models are told of and documents are checked by.</summary>
    public static ICatalogue Kinds { get; } = Over(new MockedEgress());

    public async Task<IReadOnlyList<FailedCheck>> RunAsync(Scenario scenario, string? trigger, Workflow workflow, CancellationToken cancellation)
    {
        var kind = scenario.Trigger ?? trigger;
        var triggers = workflow.Nodes.Where(node => kind is null ? ScenarioRun.Kinds.Find(node)?.Description.IsTrigger == true : node.Kind == kind).ToList();
        if (triggers.Count == 0)
        {
            return [new($"{scenario.Name}: trigger", $"there is no {kind ?? "trigger"}")];
        }

        var (mocked, watch) = (new MockedEgress(), new RunWatch());
        var catalogue = new WatchedCatalogue(Over(new WatchedEgress(mocked, watch)), scenario.StandIns, watch);
        var seen = await new TestRunner(catalogue, scripts, mocked, TimeProvider.System).SeeAsync(TestOf(scenario, triggers[0].Id), workflow, cancellation).ConfigureAwait(false);
        return seen.IsFailure
            ? [new($"{scenario.Name}: run", seen.Failure.Message)]
            : new ScenarioChecks(scenario, triggers[0], seen.Value, watch, mocked.Unexpected).All();
    }

    private static WorkflowTest TestOf(Scenario scenario, string trigger) => new()
    {
        Trigger = trigger,
        Now = scenario.Now,
        Variables = scenario.Variables,
        Items = [.. scenario.Items.Select(static json => new Item(json))],
        Calls = [.. scenario.Answers.Select(MockOf)],
    };

    /// <summary>An answer as tests of workflows have it.</summary>
    public static MockedCall MockOf(Answer answer) => new(answer.Method, answer.Url, answer.Status, answer.Json, answer.Text, answer.Headers);

    private static Nodes.Catalogue Over(IEgress egress) => ServerKinds.Create(egress, (IConnections)egress, new NoVault());
}
