using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Proposals;

/// <summary>Reads one operation by its <c>type</c>.</summary>
internal static class OperationReader
{
    private const string Types = "addNode, removeNode, replaceNode, renameNode, setParameters, connect, disconnect, setConfig";

    public static WorkflowOperation? Read(DocumentObject operation, ProblemList problems)
    {
        var type = operation.RequiredText("type");
        switch (type)
        {
            case "addNode":
                return new WorkflowOperation.AddNode(Node(operation, problems), operation.Whole("index"));
            case "removeNode":
                return new WorkflowOperation.RemoveNode(operation.RequiredText("nodeId"));
            case "replaceNode":
                return new WorkflowOperation.ReplaceNode(Node(operation, problems));
            case "renameNode":
                return new WorkflowOperation.RenameNode(operation.RequiredText("nodeId"), operation.Text("newId"), operation.Text("newName"));
            case "setParameters":
                return new WorkflowOperation.SetParameters(operation.RequiredText("nodeId"), Object(operation, "parameters", problems));
            case "connect":
                return new WorkflowOperation.Connect(Edge(operation, problems), operation.Whole("index"));
            case "disconnect":
                return new WorkflowOperation.Disconnect(Edge(operation, problems));
            case "setConfig":
                return new WorkflowOperation.SetConfig(Config(operation, problems));
            default:
                if (operation.Has("type"))
                {
                    problems.Refuse(ProblemCodes.Value, operation.At("type"), $"{Shown.Quoted(type)} is none of: {Types}.");
                }

                operation.Leave();
                return null;
        }
    }

    private static Node Node(DocumentObject operation, ProblemList problems) =>
        Part(operation, "node", problems, NodeReader.Read) ?? new() { Id = "", Kind = "" };

    private static Edge Edge(DocumentObject operation, ProblemList problems) =>
        Part(operation, "edge", problems, EdgeReader.Read) ?? new() { From = "", To = "" };

    private static JsonElement Config(DocumentObject operation, ProblemList problems)
    {
        var config = Object(operation, "config", problems);

        // Read for its problems; what is kept tells which properties were named.
        ConfigReader.Read(DocumentObject.Open(config, operation.At("config"), problems));
        return config;
    }

    private static JsonElement Object(DocumentObject operation, string name, ProblemList problems)
    {
        var value = operation.Object(name);
        Require(operation, name, problems);
        return value.ValueKind == JsonValueKind.Object ? value : JsonConstants.EmptyObject;
    }

    private static T? Part<T>(DocumentObject operation, string name, ProblemList problems, Func<DocumentObject, ProblemList, T> read)
        where T : class
    {
        var part = operation.Child(name);
        Require(operation, name, problems);
        if (part is null)
        {
            return null;
        }

        var value = read(part, problems);
        part.Close();
        return value;
    }

    private static void Require(DocumentObject operation, string name, ProblemList problems)
    {
        if (!operation.Has(name))
        {
            problems.Refuse(ProblemCodes.Missing, operation.At(name), $"The property {Shown.Quoted(name)} is missing.");
        }
    }
}
