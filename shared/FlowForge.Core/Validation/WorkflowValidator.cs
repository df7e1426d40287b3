using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Validation;

/// <summary>Says all that is wrong with a workflow, in under 200 ms and without recursion over the graph.</summary>
public static class WorkflowValidator
{
    private static readonly HashSet<string> NoCredentials = [];

    /// <summary>Validates a workflow and lists its problems, refusals before warnings, at most <see cref="Limits.Problems"/>.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="catalogue">The kinds its nodes may have.</param>
    /// <param name="scripts">Reads expressions and code; without it they are not checked.</param>
    /// <param name="here">The host it is to run on; a kind that does not run there is refused.</param>
    /// <param name="credentials">Ids of the credentials that the vault holds; left out, it holds none.</param>
    public static IReadOnlyList<Problem> Validate(
        Workflow workflow, ICatalogue catalogue, IScripts? scripts = null, RunsIn here = RunsIn.Server,
        IReadOnlySet<string>? credentials = null)
    {
        var counts = new ProblemList();
        if (!CountCheck.Run(workflow.Nodes.Count, workflow.Edges.Count, counts))
        {
            return counts.ToList();
        }

        var subject = new Subject(workflow, catalogue, here);
        IdentityCheck.Run(subject);
        ConfigCheck.Run(subject);
        NodeCheck.Run(subject);
        ParameterCheck.Run(subject);
        EdgeCheck.Run(subject);
        CredentialCheck.Run(subject, credentials ?? NoCredentials);
        subject.Problems.AddRange(GraphCheck.Check(workflow, catalogue, node => subject.HasSoundParameters[node]));

        var adjacency = Adjacency.Of(subject);
        ReachCheck.Run(subject, adjacency);
        if (scripts is not null)
        {
            ScriptCheck.Run(subject, adjacency, scripts);
        }

        return subject.Problems.ToList();
    }
}
