using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;
using FlowForge.Core.Tests.Validation;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Tests.Proposals;

public class RandomOperationsTests
{
    private const int Draws = 2_000;

    /// <summary>What would make a document that no reader or reference can make sense of.</summary>
    private static readonly HashSet<string> Broken =
    [
        ProblemCodes.NodeId, ProblemCodes.DuplicateId, ProblemCodes.DuplicateName, ProblemCodes.MissingNode,
        ProblemCodes.TooManyNodes, ProblemCodes.TooManyEdges,
    ];

    [Fact]
    public void Apply_RandomOperations_GiveASoundDocumentOrNameTheOperation()
    {
        var refusals = new HashSet<string>();
        var applied = 0;
        Each((workflow, operations, seed) =>
        {
            var result = Operations.Apply(workflow, operations, TestKinds.All, new TestScripts());
            if (result.IsRefused)
            {
                Assert.Matches(@"^operations\[\d+\]", result.Problem.Path);
                refusals.Add(result.Problem.Code);
                return;
            }

            applied++;
            var reading = WorkflowJson.Read(WorkflowJson.Write(result.Workflow));
            Assert.False(reading.IsRefused, $"seed {seed}: {string.Join('\n', reading.Problems)}");
            var problems = WorkflowValidator.Validate(result.Workflow, TestKinds.All, new TestScripts()).Where(problem => Broken.Contains(problem.Code));
            Assert.True(!problems.Any(), $"seed {seed}: {string.Join('\n', problems)}");
            Assert.Equal(result.Workflow.Edges.Count, result.Workflow.Edges.DistinctBy(edge => edge with { RepeatMax = null }).Count());
        });

        // Both sides are drawn often enough for this to mean something.
        Assert.InRange(applied, Draws / 20, Draws - 1);
        string[] expected =
        [
            ProblemCodes.NodeId, ProblemCodes.Name, ProblemCodes.DuplicateId, ProblemCodes.DuplicateName, ProblemCodes.MissingNode, ProblemCodes.DuplicateEdge,
            OperationCodes.MissingNode, OperationCodes.MissingEdge, OperationCodes.Index, OperationCodes.NothingToDo,
        ];
        Assert.Empty(expected.Except(refusals));
    }

    [Fact]
    public void Apply_Undo_GivesTheWorkflowOfBefore() => Each((workflow, operations, seed) =>
    {
        // Those that fit, so that every draw counts.
        var before = workflow;
        foreach (var operation in operations)
        {
            var result = Operations.Apply(before, [operation], TestKinds.All, new TestScripts());
            if (result.IsRefused)
            {
                continue;
            }

            var back = Operations.Apply(result.Workflow, result.Undo, TestKinds.All, new TestScripts());
            Assert.True(!back.IsRefused, $"seed {seed}, {operation}: {back.Problem}");
            Assert.True(Text(before) == Text(back.Workflow!), $"seed {seed}, {operation}:\n{Text(before)}\n{Text(back.Workflow!)}");
            before = result.Workflow;
        }

        var all = Operations.Apply(workflow, operations, TestKinds.All, new TestScripts());
        if (!all.IsRefused)
        {
            Assert.Equal(Text(workflow), Text(Operations.Apply(all.Workflow, all.Undo, TestKinds.All, new TestScripts()).Workflow!));
        }
    });

    [Fact]
    public void Apply_DoesNotTouchTheWorkflowItIsGiven() => Each((workflow, operations, seed) =>
    {
        var before = Text(workflow);
        Operations.Apply(workflow, operations, TestKinds.All, new TestScripts());
        Assert.True(before == Text(workflow), $"seed {seed}");
    });

    [Fact]
    public void Write_RandomOperations_ReadBackToTheSame() => Each((_, operations, seed) =>
    {
        // Ids that no document may have are refused on reading as well.
        IReadOnlyList<WorkflowOperation> sound = [.. operations.Where(operation => operation is not
            (WorkflowOperation.AddNode { Node.Id: "CON" or "a b" or "" } or WorkflowOperation.ReplaceNode { Node.Id: "CON" or "a b" or "" }))];
        var text = Text(sound);
        var reading = OperationsJson.Read(Encoding.UTF8.GetBytes(text));
        Assert.True(!reading.IsRefused, $"seed {seed}: {string.Join('\n', reading.Problems)}\n{text}");
        Assert.Equal(text, Text(reading.Operations));
    });

    [Fact]
    public void Added_OfTheSameWorkflow_IsNothing_AndOfAnEmptyOne_IsAll() => Each((workflow, _, seed) =>
    {
        Assert.Empty(Capabilities.Added(workflow, workflow, TestKinds.All));
        var all = Capabilities.Of(workflow, TestKinds.All).Select(one => one.Capability).ToHashSet();
        var added = Capabilities.Added(new() { Id = "w", Name = "w" }, workflow, TestKinds.All).Select(one => one.Capability).ToHashSet();
        Assert.True(all.SetEquals(added), $"seed {seed}");
    });

    [Fact]
    public void Added_AfterOperationsAndTheirUndo_IsNothing() => Each((workflow, operations, seed) =>
    {
        var result = Operations.Apply(workflow, operations, TestKinds.All, new TestScripts());
        if (!result.IsRefused)
        {
            var back = Operations.Apply(result.Workflow, result.Undo, TestKinds.All, new TestScripts()).Workflow!;
            Assert.True(Capabilities.Added(workflow, back, TestKinds.All).Count == 0, $"seed {seed}");
        }
    });

    private static void Each(Action<Workflow, IReadOnlyList<WorkflowOperation>, int> check)
    {
        var first = Environment.TickCount & 0xFFFFFF;
        for (var seed = first; seed < first + Draws; seed++)
        {
            var random = new Random(seed);
            var workflow = RandomOperations.Workflow(random);
            check(workflow, RandomOperations.Next(random, workflow), seed);
        }
    }

    private static string Text(Workflow workflow) => Encoding.UTF8.GetString(WorkflowJson.Write(workflow));

    private static string Text(IReadOnlyList<WorkflowOperation> operations)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            OperationsJson.Write(writer, operations);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
