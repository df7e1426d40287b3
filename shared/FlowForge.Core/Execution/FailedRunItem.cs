using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Writing;

namespace FlowForge.Core.Execution;

/// <summary>
/// What an error workflow is told of a failed run, as one item: <c>{ run: { id, mode, startedAt }, workflow: { id, name, version }, node?: { id, name, kind },
/// failure, execution }</c>. <c>execution</c> says the same as n8n's error trigger does, for imported workflows.
/// </summary>
internal static class FailedRunItem
{
    public static Item Of(RunRecord run, ExecutionPlan plan, Failure failure)
    {
        var node = failure.NodeId is { } id ? plan.FindById(id)?.Node : null;
        return new(JsonBuild.Element(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("run"u8);
            writer.WriteString("id"u8, run.Id);
            writer.WriteString("mode"u8, run.Mode);
            writer.WriteString("startedAt"u8, run.StartedAt.UtcDateTime);
            writer.WriteEndObject();
            writer.WriteStartObject("workflow"u8);
            writer.WriteString("id"u8, run.WorkflowId);
            writer.WriteString("name"u8, run.WorkflowName);
            writer.WriteNumber("version"u8, run.Version);
            writer.WriteEndObject();
            if (node is not null)
            {
                writer.WriteStartObject("node"u8);
                writer.WriteString("id"u8, node.Id);
                writer.WriteString("name"u8, node.DisplayName);
                writer.WriteString("kind"u8, node.Kind);
                writer.WriteEndObject();
            }

            writer.WritePropertyName("failure"u8);
            FrameWriting.WriteFailure(writer, failure);
            WriteExecution(writer, run, node, failure);
            writer.WriteEndObject();
        }));
    }

    private static void WriteExecution(Utf8JsonWriter writer, RunRecord run, Node? node, Failure failure)
    {
        writer.WriteStartObject("execution"u8);
        writer.WriteString("id"u8, run.Id);
        writer.WriteString("mode"u8, run.Mode);
        writer.WriteString("lastNodeExecuted"u8, node?.DisplayName ?? "");
        writer.WriteStartObject("error"u8);
        writer.WriteString("name"u8, failure.Code);
        writer.WriteString("message"u8, failure.Message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
