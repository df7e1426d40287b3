using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Testing;

/// <summary>Reads tests of workflows strictly: every problem is told, and nothing is guessed.</summary>
public static class WorkflowTestJson
{
    /// <summary>The version this build reads and writes, under <c>flowforgeTest</c>.</summary>
    public const int Version = 1;

    /// <summary>The test; null with the problems of a document that is none.</summary>
    public static (WorkflowTest? Test, IReadOnlyList<Problem> Problems) Read(JsonElement json)
    {
        var problems = new ProblemList();
        var root = DocumentObject.Open(json, "", problems);
        var test = root is null ? null : Read(root, problems);
        return (problems.IsRefused ? null : test, problems.ToList());
    }

    private static WorkflowTest Read(DocumentObject root, ProblemList problems)
    {
        if (root.RequiredWhole("flowforgeTest") is not Version and var version)
        {
            problems.Refuse("test.version", "flowforgeTest", $"This build reads version {Version}, not {version}.");
        }

        var test = new WorkflowTest
        {
            Name = root.Text("name") ?? "",
            Workflow = root.Text("workflow"),
            WorkflowId = root.Text("workflowId"),
            Trigger = root.Text("trigger"),
            Now = Moment(root, problems),
            Variables = root.Any("variables"),
            Items = [.. TestParts.List(root.Any("items"), "items", problems).Select((item, at) => TestParts.Item(item, $"items[{at}]", problems))],
            Calls = [.. TestParts.List(root.Any("calls"), "calls", problems).Select((call, at) => TestParts.Call(call, $"calls[{at}]", problems))],
            Mocks = TestParts.Results(root.Any("mocks"), "mocks", problems),
            Ignored = TestParts.Ignored(root.Any("ignore"), problems),
        };
        if (test.Workflow is null == test.WorkflowId is null)
        {
            problems.Refuse("test.workflow", "workflow", "Either 'workflow' names a file, or 'workflowId' a saved workflow.");
        }

        var expected = root.Any("expect");
        test = expected.ValueKind == JsonValueKind.Undefined || DocumentObject.Open(expected, "expect", problems) is not { } expect ? test : Expect(test, expect, problems);
        root.Close();
        return test;
    }

    private static WorkflowTest Expect(WorkflowTest test, DocumentObject expect, ProblemList problems)
    {
        test = test with
        {
            Status = TestParts.Word(expect, Ports.RunStatus.Completed, problems),
            Failure = expect.Text("failure"),
            Expected = TestParts.Results(expect.Any("nodes"), "expect.nodes", problems),
        };
        expect.Close();
        return test;
    }

    private static DateTimeOffset? Moment(DocumentObject root, ProblemList problems)
    {
        if (root.Text("now") is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment.ToUniversalTime();
        }

        problems.Refuse("test.now", "now", $"{Shown.Quoted(text)} is no date and time.");
        return null;
    }
}
