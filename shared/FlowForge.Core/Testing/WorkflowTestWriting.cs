using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Testing;

/// <summary>Writes tests of workflows, without defaults, in the order in which people read them.</summary>
public static class WorkflowTestWriting
{
    /// <summary>Writes a test as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, WorkflowTest test)
    {
        writer.WriteStartObject();
        writer.WriteNumber("flowforgeTest"u8, WorkflowTestJson.Version);
        Text(writer, "name", test.Name.Length == 0 ? null : test.Name);
        Text(writer, "workflow", test.Workflow);
        Text(writer, "workflowId", test.WorkflowId);
        Text(writer, "trigger", test.Trigger);
        Text(writer, "now", test.Now?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        if (test.Variables.ValueKind == JsonValueKind.Object && test.Variables.GetPropertyCount() > 0)
        {
            writer.WritePropertyName("variables"u8);
            test.Variables.WriteTo(writer);
        }

        List(writer, "items", test.Items, item =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("json"u8);
            item.Json.WriteTo(writer);
            writer.WriteEndObject();
        });
        List(writer, "calls", test.Calls, call => Write(writer, call));
        Results(writer, "mocks", test.Mocks, withMessages: true);
        writer.WriteStartObject("expect"u8);
        Text(writer, "status", test.Status == RunStatus.Completed ? null : Word(test.Status));
        Text(writer, "failure", test.Failure);
        Results(writer, "nodes", test.Expected, withMessages: false);
        writer.WriteEndObject();
        if (test.Ignored.Count > 0)
        {
            writer.WriteStartObject("ignore"u8);
            foreach (var (node, paths) in test.Ignored)
            {
                List(writer, node, paths, writer.WriteStringValue);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MockedCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("method"u8, call.Method);
        writer.WriteString("url"u8, call.Url);
        if (call.Status != 200)
        {
            writer.WriteNumber("status"u8, call.Status);
        }

        if (call.Headers.Count > 0)
        {
            writer.WriteStartObject("headers"u8);
            foreach (var (name, value) in call.Headers)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        Text(writer, "text", call.Text);
        if (call.Json.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("json"u8);
            call.Json.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void Results(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, IReadOnlyList<TestResult>> results, bool withMessages)
    {
        if (results.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (node, runs) in results)
        {
            List(writer, node, runs, run => Write(writer, run, withMessages));
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TestResult result, bool withMessages)
    {
        writer.WriteStartObject();
        Text(writer, "iteration", result.Iteration.Length == 0 ? null : result.Iteration);
        Text(writer, "status", result.Status == FrameStatus.Completed ? null : Word(result.Status));
        Text(writer, "failure", result.Failure);
        Text(writer, "message", withMessages ? result.Message : null);
        if (result.Ports.Count > 0)
        {
            writer.WriteStartObject("ports"u8);
            foreach (var (port, items) in result.Ports)
            {
                List(writer, port, items, item => item.WriteTo(writer));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void List<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> list, Action<T> write)
    {
        if (list.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var one in list)
        {
            write(one);
        }

        writer.WriteEndArray();
    }
}
