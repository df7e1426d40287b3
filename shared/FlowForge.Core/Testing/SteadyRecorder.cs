using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Testing;

/// <summary>
/// Makes tests that do not fail by themselves: a recorded test is run against the workflow it is of, and fields that come out in another way every time (times, ids of
/// runs, random values) are put under <c>ignore</c>. A node whose calls go to another address each time is mocked.
/// </summary>
/// <param name="recorder">Makes the test.</param>
/// <param name="runner">Runs it; its way out leads nowhere.</param>
public sealed class SteadyRecorder(TestRecorder recorder, TestRunner runner)
{
    /// <summary>Runs in a row that give the same before a test counts as steady.</summary>
    private const int Same = 2;

    /// <summary>Most runs of one test.</summary>
    private const int Most = 8;

    /// <summary>The test. Failures: those of <see cref="TestRecorder.RecordAsync"/>.</summary>
    /// <param name="run">The run.</param>
    /// <param name="workflow">The document it went by last.</param>
    /// <param name="cancellation">The caller.</param>
    public async ValueTask<Outcome<WorkflowTest>> RecordAsync(RunRecord run, Workflow workflow, CancellationToken cancellation)
    {
        var recorded = await recorder.RecordAsync(run, workflow, cancellation).ConfigureAwait(false);
        if (recorded.IsFailure)
        {
            return recorded;
        }

        var (test, isKnown) = await SteadyAsync(recorded.Value, workflow, cancellation).ConfigureAwait(false);
        if (isKnown)
        {
            return test;
        }

        var mocked = await recorder.RecordAsync(run, workflow, cancellation, tellsCalls: false).ConfigureAwait(false);
        return mocked.IsFailure ? mocked : (await SteadyAsync(mocked.Value, workflow, cancellation).ConfigureAwait(false)).Test;
    }

    /// <summary>The test with all that differs under <c>ignore</c>, and whether it made only calls that it knows.</summary>
    private async Task<(WorkflowTest Test, bool IsKnown)> SteadyAsync(WorkflowTest test, Workflow workflow, CancellationToken cancellation)
    {
        for (var (runs, same) = (0, 0); runs < Most && same < Same; runs++)
        {
            var outcome = await runner.RunAsync(test, workflow, cancellation).ConfigureAwait(false);
            if (outcome.HasUnknownCalls)
            {
                return (test, false);
            }

            var fields = outcome.Differences.Select(static one => one.Field).OfType<(string Node, string Path)>().Distinct().ToList();
            same = fields.Count == 0 ? same + 1 : 0;
            test = fields.Count == 0 ? test : test with { Ignored = With(test.Ignored, fields) };
        }

        return (test, true);
    }

    private static Dictionary<string, IReadOnlyList<string>> With(IReadOnlyDictionary<string, IReadOnlyList<string>> ignored, IEnumerable<(string Node, string Path)> fields)
    {
        var more = ignored.ToDictionary(StringComparer.Ordinal);
        foreach (var of in fields.GroupBy(static field => field.Node, static field => field.Path))
        {
            more[of.Key] = [.. more.GetValueOrDefault(of.Key) ?? [], .. of];
        }

        return more;
    }
}
