using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Previews;

/// <summary>Plans a document that may be in the middle of being drawn: what is not sound yet is left out, and only what makes a plan impossible is refused.</summary>
internal static class PreviewPlan
{
    public static Outcome<PlannedWorkflow> Of(Workflow workflow, string trigger, EngineParts parts)
    {
        var drawn = workflow with { Nodes = [.. workflow.Nodes.DistinctBy(node => node.Id)] };
        var schemas = new Dictionary<INodeKind, ParameterSchema>(ReferenceEqualityComparer.Instance);
        var result = Planner.Plan(PlanGraph.Of(drawn, parts.Catalogue, at => IsSound(drawn.Nodes[at])), trigger, null, new HashSet<string>());
        return result.Plan is { } plan
            ? new PlannedWorkflow(plan, parts.Scripts, parts.RunWindow)
            : Failure.Of(result.Problems[0].Code, result.Problems[0].Message);

        bool IsSound(Node node)
        {
            if (parts.Catalogue.Find(node) is not { } kind)
            {
                return false;
            }

            if (!schemas.TryGetValue(kind, out var schema))
            {
                schemas.Add(kind, schema = ParameterSchema.Of(kind.Description.ParameterSchema));
            }

            return SchemaCheck.Run(schema, node.Parameters).Count == 0;
        }
    }
}
