using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>Settings of the workflow; runs go on as n8n's do, one node after another, each arrival running a node.</summary>
internal static class Settings
{
    private const string DefaultZone = "DEFAULT";

    /// <summary>The settings that have a place here.</summary>
    public static WorkflowConfig Read(Given workflow, JoinRule join, ReportDraft report)
    {
        if (workflow.Text("settings.executionOrder") != "v1")
        {
            report.Remark(null, "The workflow ran in n8n's order of before 'v1'; here it runs in the order of 'v1': one branch to its end, then the next.");
        }

        return new()
        {
            Timezone = Zone(workflow),
            TimeoutSeconds = workflow.Number("settings.executionTimeout") is > 0 and var seconds ? seconds : null,
            ErrorWorkflow = Error(workflow),
            Order = RunOrder.Sequential,
            Join = join,
            Manner = Manner.N8n,
        };
    }

    /// <summary>The settings that have none, or do not fit it.</summary>
    public static JsonObject Rest(Given workflow)
    {
        var rest = new JsonObject();
        if (workflow.Any("settings") is not { ValueKind: JsonValueKind.Object } settings)
        {
            return rest;
        }

        foreach (var setting in settings.EnumerateObject())
        {
            var placed = setting.Name switch
            {
                "timezone" => Zone(workflow) is not null,
                "executionTimeout" => workflow.Number("settings.executionTimeout") is > 0,
                "errorWorkflow" => Error(workflow) is not null,
                _ => false,
            };
            if (!placed)
            {
                rest[setting.Name] = Json.Node(setting.Value);
            }
        }

        return rest;
    }

    private static string? Zone(Given workflow) =>
        workflow.Text("settings.timezone") is { } zone && zone != DefaultZone && TimeZones.IsKnown(zone) ? zone : null;

    private static string? Error(Given workflow) =>
        workflow.Text("settings.errorWorkflow") is { } error && Identifiers.IsValid(error) && error != DefaultZone ? error : null;
}
