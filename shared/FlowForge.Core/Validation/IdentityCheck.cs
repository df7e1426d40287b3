using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Ids and names: their shape, and that each stands once.</summary>
internal static class IdentityCheck
{
    public static void Run(Subject subject)
    {
        var problems = subject.Problems;
        if (!Identifiers.IsValid(subject.Workflow.Id))
        {
            problems.Refuse(ProblemCodes.WorkflowId, "id", $"{Shown.Quoted(subject.Workflow.Id)} is no id: {Identifiers.Rule}.");
        }

        Name(subject.Workflow.Name, "name", problems);
        var names = new Dictionary<string, int>(subject.NodeCount, StringComparer.Ordinal);
        for (var i = 0; i < subject.NodeCount; i++)
        {
            var node = subject.Workflow.Nodes[i];
            if (!Id(subject, node, i))
            {
                continue;
            }

            if (node.Name is not null)
            {
                Name(node.Name, $"{Subject.NodePath(i)}.name", problems, node.Id);
            }

            if (!names.TryAdd(node.DisplayName, i))
            {
                var first = names[node.DisplayName];
                problems.Refuse(
                    ProblemCodes.DuplicateName,
                    node.Name is null ? $"{Subject.NodePath(i)}.id" : $"{Subject.NodePath(i)}.name",
                    $"The name {Shown.Quoted(node.DisplayName)} is also that of {Subject.NodePath(first)}; expressions could not tell them apart.",
                    subject.Workflow.Nodes[first].Id,
                    node.Id);
            }
        }
    }

    private static bool Id(Subject subject, Node node, int index)
    {
        var path = $"{Subject.NodePath(index)}.id";
        if (!Identifiers.IsValid(node.Id))
        {
            subject.Problems.Refuse(ProblemCodes.NodeId, path, $"{Shown.Quoted(node.Id)} is no id: {Identifiers.Rule}.");
        }

        if (subject.Indices[node.Id] is var first && first == index)
        {
            return true;
        }

        subject.Problems.Refuse(
            ProblemCodes.DuplicateId, path, $"The id {Shown.Quoted(node.Id)} is also that of {Subject.NodePath(first)}.", node.Id);
        return false;
    }

    private static void Name(string name, string path, ProblemList problems, params IReadOnlyList<string> nodes)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > Limits.NameLength)
        {
            problems.Refuse(ProblemCodes.Name, path, $"A name has 1 to {Limits.NameLength} characters.", nodes);
        }
    }
}
