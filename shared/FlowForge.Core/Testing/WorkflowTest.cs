using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Testing;

/// <summary>
/// A test of a workflow: what starts it, what the outside answers, and what each node is to give. It says nothing of the document but where it is, so that
/// the same test holds for the next version.
/// </summary>
public sealed record WorkflowTest
{
    /// <summary>What it shows, for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>File of the workflow, relative to the test's own; null when <see cref="WorkflowId"/> says which one.</summary>
    public string? Workflow { get; init; }

    /// <summary>Id of a saved workflow, or null.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The trigger that fires; null for the only one.</summary>
    public string? Trigger { get; init; }

    /// <summary>When the run begins, for <c>$now</c> and <c>$today</c>; null for now.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>What <c>$vars</c> holds, an object; undefined for nothing.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>What the trigger gives.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>Calls outward and their answers; any other call fails with <c>test.unexpectedCall</c>.</summary>
    public IReadOnlyList<MockedCall> Calls { get; init; } = [];

    /// <summary>Nodes that give recorded results in place of being run, by id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TestResult>> Mocks { get; init; } = new Dictionary<string, IReadOnlyList<TestResult>>();

    /// <summary>How the run is to end.</summary>
    public RunStatus Status { get; init; } = RunStatus.Completed;

    /// <summary>Code of the failure it is to end by; null where it completes, or any will do.</summary>
    public string? Failure { get; init; }

    /// <summary>What nodes are to give, by id; nodes that are not named are not looked at.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TestResult>> Expected { get; init; } = new Dictionary<string, IReadOnlyList<TestResult>>();

    /// <summary>Fields that are not compared, by node (<c>*</c> for every one): names with dots between them, which pass through lists.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Ignored { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>A call outward and its answer.</summary>
/// <param name="Method">HTTP method in capitals.</param>
/// <param name="Url">The address; without a query of its own it stands for any.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Json">The answer's body; undefined for <paramref name="Text"/>.</param>
/// <param name="Text">The answer's body as text, or null for none.</param>
/// <param name="Headers">Headers of the answer.</param>
public sealed record MockedCall(string Method, string Url, int Status, JsonElement Json, string? Text, IReadOnlyDictionary<string, string> Headers);

/// <summary>What a node gives in one of its runs.</summary>
/// <param name="Iteration">Path of the iteration.</param>
/// <param name="Status">COMPLETED, FAILED or SKIPPED.</param>
/// <param name="Ports">The JSON of its items, by port that has any.</param>
/// <param name="Failure">Code of its failure, or of the error that <c>onError</c> passed on; null for none.</param>
/// <param name="Message">In words; told only where it is mocked.</param>
public sealed record TestResult(
    string Iteration, FrameStatus Status, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Ports, string? Failure = null, string? Message = null);
