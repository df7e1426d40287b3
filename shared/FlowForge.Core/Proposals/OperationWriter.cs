using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Proposals;

/// <summary>Writes one operation.</summary>
internal static class OperationWriter
{
    public static void Write(Utf8JsonWriter writer, WorkflowOperation operation)
    {
        writer.WriteStartObject();
        switch (operation)
        {
            case WorkflowOperation.AddNode add:
                writer.WriteString("type", "addNode");
                writer.WritePropertyName("node");
                NodeWriter.Write(writer, add.Node);
                writer.Number("index", add.Index);
                break;
            case WorkflowOperation.RemoveNode remove:
                writer.WriteString("type", "removeNode");
                writer.WriteString("nodeId", remove.NodeId);
                break;
            case WorkflowOperation.ReplaceNode replace:
                writer.WriteString("type", "replaceNode");
                writer.WritePropertyName("node");
                NodeWriter.Write(writer, replace.Node);
                break;
            case WorkflowOperation.RenameNode rename:
                writer.WriteString("type", "renameNode");
                writer.WriteString("nodeId", rename.NodeId);
                writer.Text("newId", rename.NewId);
                writer.Text("newName", rename.NewName);
                break;
            case WorkflowOperation.SetParameters set:
                writer.WriteString("type", "setParameters");
                writer.WriteString("nodeId", set.NodeId);
                writer.Element("parameters", set.Parameters);
                break;
            case WorkflowOperation.Connect connect:
                writer.WriteString("type", "connect");
                writer.WritePropertyName("edge");
                WorkflowWriter.WriteEdge(writer, connect.Edge);
                writer.Number("index", connect.Index);
                break;
            case WorkflowOperation.Disconnect disconnect:
                writer.WriteString("type", "disconnect");
                writer.WritePropertyName("edge");
                WorkflowWriter.WriteEdge(writer, disconnect.Edge);
                break;
            case WorkflowOperation.SetConfig config:
                writer.WriteString("type", "setConfig");
                writer.Element("config", config.Config);
                break;
        }

        writer.WriteEndObject();
    }
}
