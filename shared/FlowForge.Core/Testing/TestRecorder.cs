using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Testing;

/// <summary>Makes a test of a recorded run: what reached outside is mocked, and what every node gave is expected.</summary>
/// <param name="frames">Frames of runs.</param>
/// <param name="runs">The runs' variables.</param>
/// <param name="previews">Says where calls went.</param>
/// <param name="kinds">The kinds.</param>
public sealed class TestRecorder(IFrameReader frames, IRunStore runs, IExpressionPreviews previews, ICatalogue kinds)
{
    /// <summary>The test. Failures: <c>test.notEnded</c>, <c>test.tooLarge</c>.</summary>
    /// <param name="run">The run.</param>
    /// <param name="workflow">The document it went by last.</param>
    /// <param name="cancellation">The caller.</param>
    /// <param name="tellsCalls">Whether calls are told one by one where they can be; else every node that calls somebody is mocked.</param>
    public async ValueTask<Outcome<WorkflowTest>> RecordAsync(RunRecord run, Workflow workflow, CancellationToken cancellation, bool tellsCalls = true)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(workflow);
        if (run.Status is not (RunStatus.Completed or RunStatus.Failed))
        {
            return Failure.Of("test.notEnded", $"Run {run.Id} is {run.Status.ToString().ToUpperInvariant()}; a test is made of a run that completed or failed.");
        }

        var given = await new FrameResults(frames, Limits.TestItems).ReadAsync(run.Id, cancellation).ConfigureAwait(false);
        if (given.IsFailure)
        {
            return given.Failure;
        }

        var (calls, mocks) = (new List<MockedCall>(), new Dictionary<string, IReadOnlyList<TestResult>>(StringComparer.Ordinal));
        foreach (var node in workflow.Nodes.Where(node => given.Value.ContainsKey(node.Id) && ReachesOut(node, run)))
        {
            var results = given.Value[node.Id].Where(static result => result.Status != FrameStatus.Skipped).ToList();
            if (results.Count == 0)
            {
                continue;
            }

            if (tellsCalls && await new CallRecorder(frames, previews, run, workflow).OfAsync(node, results, cancellation).ConfigureAwait(false) is { } known && Agree(calls, known))
            {
                calls.AddRange(known);
            }
            else
            {
                mocks[node.Id] = results;
            }
        }

        var trigger = given.Value.GetValueOrDefault(run.Trigger)?[0].Ports.Values.FirstOrDefault() ?? [];
        return new WorkflowTest
        {
            Name = $"{workflow.Name}, {run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)}",
            WorkflowId = workflow.Id,
            Trigger = run.Trigger,
            Now = run.StartedAt,
            Variables = run.Variables is { } hash && await runs.ReadVariablesAsync(hash, cancellation).ConfigureAwait(false) is { } variables ? variables.Values : default,
            Items = [.. trigger.Select(static json => new Item(json))],
            Calls = calls,
            Mocks = mocks,
            Status = run.Status,
            Failure = run.Failure?.Code,
            Expected = given.Value.Where(node => node.Key != run.Trigger && !mocks.ContainsKey(node.Key))
                .ToDictionary(static node => node.Key, static node => (IReadOnlyList<TestResult>)node.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>Whether a node calls somebody, waits for something, or gave what was pinned to it.</summary>
    private bool ReachesOut(Node node, RunRecord run) =>
        !node.Disabled && kinds.Find(node) is { Description: { IsTrigger: false, IsLoop: false } description } kind
        && (description.Suspends || (run.Part.IsPinned && node.Pinned.ValueKind == JsonValueKind.Object && node.Pinned.GetPropertyCount() > 0)
            || kind.Capabilities(node).Any(static one => one is Capability.Host or Capability.DynamicHost or Capability.Credential or Capability.StartWorkflow)
            || (kind.HasEffect(node) && !description.Replies) || node.Credentials.Count > 0);

    /// <summary>Whether no address is asked twice with two answers: which one is first would be chance.</summary>
    private static bool Agree(List<MockedCall> known, IReadOnlyList<MockedCall> more) => more.All(call => known.Concat(more)
        .All(other => (call.Method, call.Url) != (other.Method, other.Url) || JsonElement.DeepEquals(call.Json, other.Json)));
}
