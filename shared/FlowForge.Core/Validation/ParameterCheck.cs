using FlowForge.Core.Ports;

namespace FlowForge.Core.Validation;

/// <summary>Parameters against the kind's schema, then against what only the kind knows.</summary>
internal static class ParameterCheck
{
    public static void Run(Subject subject)
    {
        var schemas = new Dictionary<INodeKind, ParameterSchema>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < subject.NodeCount; i++)
        {
            if (subject.Kinds[i] is not { } kind)
            {
                continue;
            }

            if (!schemas.TryGetValue(kind, out var schema))
            {
                schemas.Add(kind, schema = ParameterSchema.Of(kind.Description.ParameterSchema));
            }

            var found = SchemaCheck.Run(schema, subject.Workflow.Nodes[i].Parameters);
            subject.HasSoundParameters[i] = found.Count == 0;
            Report(subject, i, found);

            // A kind's own check reads parameters that fit its schema.
            if (found.Count == 0)
            {
                Report(subject, i, kind.Check(subject.Workflow.Nodes[i]));
            }
        }
    }

    private static void Report(Subject subject, int index, IEnumerable<ParameterProblem> found)
    {
        foreach (var problem in found)
        {
            subject.Problems.Add(new(
                problem.Code,
                Subject.ParameterPath(index, problem.Path),
                problem.Message,
                problem.IsWarning,
                NodeIds: [subject.Workflow.Nodes[index].Id]));
        }
    }
}
