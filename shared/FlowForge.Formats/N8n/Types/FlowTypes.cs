using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Loops, waits, calls of other workflows, ends.</summary>
internal static class FlowTypes
{
    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All =
    [
        ("noOp", _ => new("noop", [])),
        ("splitInBatches", Batches),
        ("wait", WaitType.Of),
        ("stopAndError", Stop),
        ("executeWorkflow", Call),
    ];

    private static Carried Batches(Step step)
    {
        if (Templates.IsTemplate(step.Given.Text("options.reset")) || step.Given.Flag("options.reset"))
        {
            step.Remark("The loop is told to begin anew by the option 'reset'; here it begins anew when items come from outside its cycle.");
        }

        var size = step.Given.Any("batchSize");
        var parameters = new JsonObject { ["batchSize"] = Json.Node(size) ?? (step.Version < 3 ? 10 : 1) };
        return new("loop", parameters) { Outputs = step.Version < 2 ? ["loop"] : step.Version < 3 ? ["loop", "done"] : ["done", "loop"] };
    }

    private static Carried Stop(Step step)
    {
        var message = step.Given.Text("errorType", "errorMessage") == "errorObject" ? step.Given.Text("errorObject") : step.Given.Text("errorMessage");
        return new("stop", message is { Length: > 0 } ? new() { ["message"] = message } : []);
    }

    private static Carried? Call(Step step)
    {
        if (step.Given.Text("source", "database") is not "database" and var source)
        {
            step.Remark($"The called workflow comes from '{source}'; here it is called by its id.");
            return null;
        }

        var id = step.Given.Located("workflowId");
        var parameters = new JsonObject
        {
            ["id"] = id.ValueKind == JsonValueKind.String && id.GetString() is [not '=', ..] literal ? Ids.Of(literal, "workflow") : Json.Node(id) ?? "",
            ["mode"] = step.Given.Text("mode", "once") == "each" ? "perItem" : "once",
            ["wait"] = step.Given.Flag("options.waitForSubWorkflow", true),
        };
        RemarkInputs(step);
        return new("workflow", parameters);
    }

    // Values that are drawn for the called workflow, in place of the items as they come.
    private static void RemarkInputs(Step step)
    {
        var inputs = step.Given.Any("workflowInputs.value");
        step.Given.Any("workflowInputs");
        if (inputs.ValueKind == JsonValueKind.Object && inputs.GetPropertyCount() > 0)
        {
            step.Remark("The node sends values of its own to the called workflow; here it sends its items as they come. Put a 'set' node before it.");
        }
    }
}
