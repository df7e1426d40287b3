using System.Text.Json;
using FlowForge.Core.Validation;

namespace FlowForge.Formats.N8n.Reports;

/// <summary>
/// A report as the API writes it: <c>{ nodes, mapped, placeholders, credentials, expressions, repairs, remarks, changes, notes, problems }</c>;
/// <c>nodes</c> counts <c>{ total, mapped, placeholders }</c>, <c>problems</c> is what validation says of the result.
/// </summary>
public static class N8nReportJson
{
    /// <summary>Writes a report.</summary>
    public static void Write(Utf8JsonWriter writer, N8nReport report, IReadOnlyList<Problem> problems)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("nodes"u8);
        writer.WriteNumber("total"u8, report.Mapped.Count + report.Placeholders.Count);
        writer.WriteNumber("mapped"u8, report.Mapped.Count);
        writer.WriteNumber("placeholders"u8, report.Placeholders.Count);
        writer.WriteEndObject();
        List(writer, "mapped", report.Mapped, one => Node(writer, one.Id, one.Name, one.Type, one.TypeVersion, "kind", one.Kind));
        List(writer, "placeholders", report.Placeholders, one => Node(writer, one.Id, one.Name, one.Type, one.TypeVersion, "reason", one.Reason));
        List(writer, "credentials", report.Credentials, one => Texts(writer, ("node", one.NodeId), ("slot", one.Slot), ("id", one.Id), ("name", one.Name)));
        List(writer, "expressions", report.Expressions, one => Texts(writer, ("node", one.NodeId), ("path", one.Path), ("name", one.Name)));
        List(writer, "repairs", report.Repairs, one => Texts(writer, ("place", one.Place), ("message", one.Message)));
        List(writer, "remarks", report.Remarks, one => Texts(writer, ("node", one.NodeId), ("message", one.Message)));
        List(writer, "changes", report.Changes, one => Texts(writer, ("node", one.NodeId), ("message", one.Message)));
        writer.WriteNumber("notes"u8, report.Notes);
        writer.WritePropertyName("problems"u8);
        ProblemsJson.Write(writer, problems);
        writer.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> list, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var one in list)
        {
            writer.WriteStartObject();
            write(one);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Node(Utf8JsonWriter writer, string id, string name, string type, double version, string last, string? value)
    {
        Texts(writer, ("node", id), ("name", name), ("type", type));
        writer.WriteNumber("typeVersion"u8, version);
        Texts(writer, (last, value));
    }

    private static void Texts(Utf8JsonWriter writer, params ReadOnlySpan<(string Name, string? Value)> texts)
    {
        foreach (var (name, value) in texts)
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }
    }
}
