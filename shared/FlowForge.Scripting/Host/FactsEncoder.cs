using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Host;

/// <summary>Writes the facts of a run as scripts see them.</summary>
internal static class FactsEncoder
{
    /// <summary>Adds them as a section.</summary>
    public static void Write(FrameWriter frame, IScriptScope scope, bool withVariables)
    {
        frame.BeginSection();
        using var json = new Utf8JsonWriter(frame);
        var run = scope.Run;
        json.WriteStartObject();
        json.WriteStartObject("workflow");
        json.WriteString("id", run.WorkflowId);
        json.WriteString("name", run.WorkflowName);
        json.WriteBoolean("active", run.WorkflowActive);
        json.WriteEndObject();
        json.WriteStartObject("run");
        json.WriteString("id", run.RunId);
        json.WriteString("mode", run.Mode);
        json.WriteString("resumeUrl", run.ResumeUrl);
        json.WriteEndObject();
        json.WriteNumber("runIndex", scope.Iteration.Last);
        json.WriteNumber("now", scope.Now.ToUnixTimeMilliseconds());
        json.WriteString("zone", run.Timezone);
        if (withVariables && run.Variables.ValueKind == JsonValueKind.Object)
        {
            json.WritePropertyName("vars");
            run.Variables.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
