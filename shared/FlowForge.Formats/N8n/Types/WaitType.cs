using System.Text.Json.Nodes;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>wait</c>.</summary>
internal static class WaitType
{
    /// <summary>A wait for time, a moment or a call.</summary>
    public static Carried? Of(Step step)
    {
        switch (step.Given.Text("resume", "timeInterval"))
        {
            case "timeInterval":
                var unit = Seconds(step.Given.Text("unit", step.Version < 1.1 ? "hours" : "seconds"));
                var amount = step.Given.Has("amount") ? Templates.Scaled(step.Given.Any("amount"), unit) : (step.Version < 1.1 ? 1 : 5) * unit;
                return new("wait", new JsonObject { ["mode"] = "time", ["seconds"] = amount ?? 0 });
            case "specificTime":
                return new("wait", new JsonObject { ["mode"] = "until", ["until"] = step.Given.Text("dateTime", "") });
            case "webhook":
                return new("wait", Webhook(step));
            case var resume:
                step.Remark($"The wait is ended by '{resume}', which has no counterpart.");
                return null;
        }
    }

    private static JsonObject Webhook(Step step)
    {
        var parameters = new JsonObject { ["mode"] = "webhook" };
        if (step.Given.Flag("limitWaitTime") && step.Given.Text("limitType", "afterTimeInterval") == "afterTimeInterval")
        {
            var unit = Seconds(step.Given.Text("resumeUnit", "hours"));
            parameters["deadlineSeconds"] = step.Given.Has("resumeAmount") ? Templates.Scaled(step.Given.Any("resumeAmount"), unit) : unit;
        }

        return parameters;
    }

    private static double Seconds(string unit) => unit switch
    {
        "minutes" => 60,
        "hours" => 3_600,
        "days" => 86_400,
        _ => 1,
    };
}
