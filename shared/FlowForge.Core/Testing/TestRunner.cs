using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.State;

namespace FlowForge.Core.Testing;

/// <summary>What a test came to.</summary>
/// <param name="Differences">What came out in another way than expected; none when it passed.</param>
/// <param name="Unused">Mocked calls that nobody made.</param>
public sealed record TestOutcome(IReadOnlyList<TestDifference> Differences, IReadOnlyList<string> Unused)
{
    /// <summary>Whether all came as expected.</summary>
    public bool Passed => Differences.Count == 0;

    /// <summary>Whether it made a call that the test does not know.</summary>
    public bool HasUnknownCalls { get; init; }
}

/// <summary>What a run came to that was made as a test says.</summary>
/// <param name="Run">The run, which has ended.</param>
/// <param name="Results">What its nodes gave, by id, in the order of their runs.</param>
/// <param name="Output">The run's output.</param>
public sealed record TestSight(RunRecord Run, IReadOnlyDictionary<string, IReadOnlyList<TestResult>> Results, IReadOnlyList<Item> Output);

/// <summary>Runs workflows as tests say, in memory and by themselves: nothing goes out, nothing is kept, no vault is opened.</summary>
/// <param name="kinds">The kinds, made over <paramref name="egress"/>.</param>
/// <param name="scripts">Expressions and code.</param>
/// <param name="egress">The way out of the kinds.</param>
/// <param name="clock">The clock.</param>
public sealed class TestRunner(ICatalogue kinds, IScripts scripts, MockedEgress egress, TimeProvider clock)
{
    /// <summary>Runs a test against a workflow that is valid.</summary>
    public async Task<TestOutcome> RunAsync(WorkflowTest test, Workflow workflow, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(workflow);
        var unknown = test.Mocks.Keys.Concat(test.Expected.Keys).Distinct().Where(id => workflow.Nodes.All(node => node.Id != id)).ToList();
        if (unknown.Count > 0)
        {
            return new([.. unknown.Select(static id => new TestDifference(id, "the workflow has no such node"))], []);
        }

        var seen = await SeeAsync(test, workflow, cancellation).ConfigureAwait(false);
        return seen.IsFailure
            ? new([new("run", seen.Failure.Message)], [])
            : new([.. OfRun(test, seen.Value.Run), .. OfNodes(test, seen.Value.Results)], [.. egress.Unused.Select(static call => $"{call.Method} {call.Url}")]) { HasUnknownCalls = egress.Unexpected.Count > 0 };
    }

    /// <summary>
    /// Runs a workflow that is valid as a test says, and gives what came of it, whatever the test expects. Failures, each a sentence about the run: <c>test.notStarted</c>,
    /// <c>test.notEnded</c>, <c>test.tooLarge</c>.
    /// </summary>
    public async Task<Outcome<TestSight>> SeeAsync(WorkflowTest test, Workflow workflow, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(workflow);
        egress.Serve(test.Calls);
        var time = test.Now is { } now ? new ShiftedClock(clock, now) : clock;
        var parts = await PartsAsync(test, workflow, time, cancellation).ConfigureAwait(false);
        var engine = new RunEngine(parts);
        await using (engine.ConfigureAwait(false))
        {
            return await SeeAsync(test, Prepared(workflow, test), parts, engine, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<Outcome<TestSight>> SeeAsync(WorkflowTest test, Workflow workflow, EngineParts parts, RunEngine engine, CancellationToken cancellation)
    {
        var hash = WorkflowJson.Hash(workflow);
        await parts.Workflows.PinAsync(hash, Text(workflow), cancellation).ConfigureAwait(false);
        var started = await engine.StartAsync(
            new() { Workflow = workflow, Hash = hash, Trigger = test.Trigger, Items = test.Items, Healing = Healing.Off, Mode = "manual" }, cancellation).ConfigureAwait(false);
        if (started.IsFailure)
        {
            return Failure.Of("test.notStarted", $"could not be started: {started.Failure.Code}: {started.Failure.Message}");
        }

        var run = await engine.WaitAsync(started.Value.RunId, TimeSpan.FromSeconds(Limits.TestSeconds), cancellation).ConfigureAwait(false);
        if (run is not { HasEnded: true })
        {
            var waits = await engine.WaitsAsync(started.Value.RunId, cancellation).ConfigureAwait(false);
            await engine.CancelAsync(started.Value.RunId, cancellation).ConfigureAwait(false);
            return Failure.Of("test.notEnded", $"did not end within {Limits.TestSeconds} s{(waits.Count > 0 ? $"; it waits at {string.Join(", ", waits.Select(static wait => wait.Node))}, which the test may mock" : "")}");
        }

        var frames = new FrameReader(parts.Runs, parts.Pages);
        var given = await new FrameResults(frames, Limits.TestItems).ReadAsync(run.Id, cancellation).ConfigureAwait(false);
        if (given.IsFailure)
        {
            return given.Failure;
        }

        var output = await frames.OutputAsync(run, cancellation).ConfigureAwait(false);
        return new TestSight(
            run, given.Value.ToDictionary(static node => node.Key, static node => (IReadOnlyList<TestResult>)node.Value, StringComparer.Ordinal),
            output is null ? [] : await output.ReadAllAsync(cancellation).ConfigureAwait(false));
    }

    private IEnumerable<TestDifference> OfRun(WorkflowTest test, RunRecord run)
    {
        if (run.Status != test.Status || (test.Failure is { } code && code != run.Failure?.Code))
        {
            var why = run.Failure is { } failure ? $" by {failure.Code}{(failure.NodeId is { } node ? $" at {node}" : "")}: {failure.Message}" : "";
            yield return new("run", $"expected {Word(test.Status)}{(test.Failure is { } wanted ? $" by {wanted}" : "")}, was {Word(run.Status)}{why}");
        }

        foreach (var call in egress.Unexpected.Distinct())
        {
            yield return new("run", $"made a call that the test does not know: {call}");
        }
    }

    private static IEnumerable<TestDifference> OfNodes(WorkflowTest test, IReadOnlyDictionary<string, IReadOnlyList<TestResult>> given)
    {
        var comparison = new ResultComparison(test.Ignored);
        return test.Expected.SelectMany(node => comparison.Of(node.Key, node.Value, given.GetValueOrDefault(node.Key) ?? []));
    }

    /// <summary>The workflow without what reaches beyond one run, and with mocked nodes that are neither tried again nor have credentials.</summary>
    private static Workflow Prepared(Workflow workflow, WorkflowTest test) => workflow with
    {
        Config = workflow.Config with { ErrorWorkflow = null, Concurrency = null },
        Nodes = [.. workflow.Nodes.Select(node => test.Mocks.ContainsKey(node.Id) ? node with { Retry = null } : node)],
    };

    private async ValueTask<EngineParts> PartsAsync(WorkflowTest test, Workflow workflow, TimeProvider time, CancellationToken cancellation)
    {
        var runs = new MemoryRunStore();
        var variables = new MemoryVariableStore(time);
        foreach (var variable in test.Variables.ValueKind == JsonValueKind.Object ? test.Variables.EnumerateObject() : default)
        {
            await variables.SetAsync(variable.Name, variable.Value, WriteCondition.None, cancellation).ConfigureAwait(false);
        }

        return new()
        {
            Runs = runs,
            Workflows = new MemoryWorkflowStore(time),
            Catalogue = new MockedCatalogue(kinds, workflow, test.Mocks),
            Scripts = scripts,
            Pages = new(runs),
            Clock = time,
            Variables = variables,
            Credentials = new NoCredentials(time),
            Ids = new TestIds(),
            ReadDocument = static text => WorkflowJson.Read(System.Text.Encoding.UTF8.GetBytes(text)).Workflow!,
        };
    }

    private static string Text(Workflow workflow) => System.Text.Encoding.UTF8.GetString(WorkflowJson.Write(workflow));

    private static string Word(RunStatus status) => status.ToString().ToUpperInvariant();

    /// <summary>Every credential is there, and none opens.</summary>
    private sealed class NoCredentials(TimeProvider clock) : ICredentials
    {
        public ValueTask<CredentialFacts?> FindAsync(string id, CancellationToken cancellation) =>
            new(new CredentialFacts(id, id, "test", [], 1, clock.GetUtcNow(), clock.GetUtcNow()));

        public ValueTask<Outcome<OpenedCredential>> OpenAsync(string id, CredentialUse use, CancellationToken cancellation) =>
            new(Failure.Of(FailureCodes.CredentialUnavailable, $"A test opens no credential, and this needs '{id}'; mock its node."));
    }

    /// <summary>Ids that count up: one run is one engine's.</summary>
    private sealed class TestIds : IIdSource
    {
        private int _next;

        public string NewRunId() => Interlocked.Increment(ref _next).ToString("D26", System.Globalization.CultureInfo.InvariantCulture);

        public string NewToken() => Interlocked.Increment(ref _next).ToString("D22", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A clock that goes on from another moment.</summary>
    private sealed class ShiftedClock(TimeProvider clock, DateTimeOffset start) : TimeProvider
    {
        private readonly long _begun = clock.GetTimestamp();

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => start + clock.GetElapsedTime(_begun);

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
    }
}
