using System.Text.Json;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Proposals;

/// <summary>Lists of operations as JSON: objects that say their <c>type</c>, in the shape of <see cref="OperationsSchema"/>.</summary>
public static class OperationsJson
{
    /// <summary>Reads a list and tells all that is wrong with its shape: <c>json.*</c>, <c>document.*</c>, <c>node.id</c>, <see cref="OperationCodes.TooMany"/>.</summary>
    /// <param name="utf8">The text, at most <see cref="Limits.DocumentBytes"/>.</param>
    public static OperationsReading Read(ReadOnlyMemory<byte> utf8)
    {
        var json = StrictJson.Read(utf8);
        return json.IsRefused ? new(null, [json.Problem]) : Read(json.Value);
    }

    /// <summary>The same for a list that has been parsed strictly, such as a part of a request.</summary>
    /// <param name="list">The list.</param>
    /// <param name="path">Its place, which leads the problems' paths.</param>
    public static OperationsReading Read(JsonElement list, string path = "operations")
    {
        var problems = new ProblemList();
        if (list.ValueKind != JsonValueKind.Array)
        {
            DocumentObject.WrongType(problems, path, "a list of operations", list);
        }
        else if (list.GetArrayLength() > Limits.Operations)
        {
            problems.Refuse(OperationCodes.TooMany, path, $"There are {list.GetArrayLength()} operations; at most {Limits.Operations} are applied at once.");
        }

        if (problems.IsRefused)
        {
            return new(null, problems.ToList());
        }

        var operations = WorkflowReader.Each(list, path, problems, OperationReader.Read);
        return problems.IsRefused ? new(null, problems.ToList()) : new([.. operations.OfType<WorkflowOperation>()], []);
    }

    /// <summary>Writes a list; what is written reads back to the same operations.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<WorkflowOperation> operations)
    {
        writer.WriteStartArray();
        foreach (var operation in operations)
        {
            OperationWriter.Write(writer, operation);
        }

        writer.WriteEndArray();
    }
}
