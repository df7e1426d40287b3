using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Proposals;

/// <summary>Proposals as the API writes them: <c>{ operations, workflow, explanation, assumptions, questions, validation, capabilities }</c>.</summary>
public static class ProposalJson
{
    /// <summary>Writes a proposal.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="proposal">The proposal.</param>
    /// <param name="more">Writes further properties behind its own; null for none.</param>
    public static void Write(Utf8JsonWriter writer, Proposal proposal, Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("operations");
        OperationsJson.Write(writer, proposal.Operations);
        writer.WritePropertyName("workflow");
        WorkflowWriter.Write(writer, proposal.Workflow, withVersion: true);
        writer.WriteString("explanation", proposal.Explanation);
        writer.Texts("assumptions", proposal.Assumptions);
        writer.Texts("questions", proposal.Questions);
        writer.WritePropertyName("validation");
        ProblemsJson.Write(writer, proposal.Validation);
        writer.WritePropertyName("capabilities");
        WriteCapabilities(writer, proposal.Capabilities);
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Writes what is added: <c>{ type, nodeId?, …, before? }</c> with <c>type</c> one of <c>host</c> (<c>origin</c>), <c>dynamicHost</c> (<c>path, code</c>),
    /// <c>credential</c> (<c>id, origin?</c>), <c>script</c> (<c>path?, code</c>), <c>expression</c> (<c>path, code</c>), <c>trigger</c> (<c>kind</c>),
    /// <c>hook</c> (<c>method, path, auth</c>), <c>workflow</c> (<c>id</c>).
    /// </summary>
    public static void WriteCapabilities(Utf8JsonWriter writer, IReadOnlyList<CapabilityChange> changes)
    {
        writer.WriteStartArray();
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            Write(writer, change.Capability, change.NodeId);
            writer.Text("before", change.Before);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Capability capability, string? nodeId)
    {
        (string Type, (string Name, string? Value)[] Properties) written = capability switch
        {
            Capability.Host host => ("host", [("origin", host.Origin)]),
            Capability.DynamicHost host => ("dynamicHost", [("path", host.Path), ("code", host.Code)]),
            Capability.Credential credential => ("credential", [("id", credential.Id), ("origin", credential.Origin)]),
            Capability.Script script => ("script", [("path", script.Path), ("code", script.Code)]),
            Capability.Expression expression => ("expression", [("path", expression.Path), ("code", expression.Code)]),
            Capability.Trigger trigger => ("trigger", [("kind", trigger.Kind)]),
            Capability.Hook hook => ("hook", [("method", hook.Method), ("path", hook.Path), ("auth", hook.Auth)]),
            Capability.StartWorkflow workflow => ("workflow", [("id", workflow.Id)]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        writer.WriteString("type", written.Type);
        writer.Text("nodeId", nodeId);
        foreach (var (name, value) in written.Properties)
        {
            writer.Text(name, value);
        }
    }
}
