using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>dateTime</c> in its two generations.</summary>
internal static class DateTimeType
{
    /// <summary>The type.</summary>
    public static readonly (string Name, Carry Carry)[] All = [("dateTime", step => step.Version < 2 ? First(step) : Second(step))];

    private static Carried? Second(Step step)
    {
        var given = step.Given;
        var parameters = given.Text("operation", "getCurrentDate") switch
        {
            "addToDate" => Moved(step, "add"),
            "subtractFromDate" => Moved(step, "subtract"),
            "extractDate" => new() { ["operation"] = "part", ["date"] = Value(step, "date"), ["part"] = given.Text("part", "month") },
            "formatDate" => Formatted(step),
            "roundDate" => new()
            {
                ["operation"] = "round", ["date"] = Value(step, "date"),
                ["mode"] = given.Text("mode", "roundDown") == "roundUp" ? "up" : "down", ["unit"] = given.Text("toNearest", "month"),
            },
            "getTimeBetweenDates" => Between(step),
            "getCurrentDate" => new JsonObject { ["operation"] = "now", ["includeTime"] = given.Flag("includeTime", true) },
            _ => null,
        };
        if (parameters is null)
        {
            step.Remark($"The operation '{given.Text("operation")}' of dates has no counterpart.");
            return null;
        }

        if (given.Text("outputFieldName") is { Length: > 0 } name)
        {
            parameters["as"] = ListTypes.Field(name);
        }

        if (given.Flag("options.includeInputFields"))
        {
            parameters["keep"] = true;
        }

        if ((string?)parameters["operation"] == "now" && given.Text("options.timezone") is { Length: > 0 } zone)
        {
            parameters["timezone"] = zone;
        }

        return new("dateTime", parameters);
    }

    private static JsonObject Moved(Step step, string operation) => new()
    {
        ["operation"] = operation, ["date"] = Value(step, "magnitude"),
        ["amount"] = Json.Node(step.Given.Any("duration")) ?? 0, ["unit"] = step.Given.Text("timeUnit", "days"),
    };

    private static JsonObject Formatted(Step step)
    {
        var format = step.Given.Text("format", "MM/dd/yyyy");
        var custom = step.Given.Text("customFormat", "");
        var parameters = new JsonObject { ["operation"] = "format", ["date"] = Value(step, "date"), ["format"] = format == "custom" ? custom : format };
        if (step.Given.Text("options.fromFormat") is { Length: > 0 } from)
        {
            parameters["from"] = from;
        }

        if (step.Given.Flag("options.timezone"))
        {
            parameters["timezone"] = "workflow";
        }

        return parameters;
    }

    private static JsonObject Between(Step step)
    {
        var units = step.Given.Names("units");
        var parameters = new JsonObject
        {
            ["operation"] = "between", ["start"] = Value(step, "startDate"), ["end"] = Value(step, "endDate"),
            ["units"] = new JsonArray([.. (units.Count == 0 ? ["day"] : units).Select(unit => JsonValue.Create(unit))]),
        };
        if (step.Given.Flag("options.isoString"))
        {
            parameters["iso"] = true;
        }

        return parameters;
    }

    private static Carried First(Step step)
    {
        var given = step.Given;
        var parameters = new JsonObject { ["date"] = Value(step, "value"), ["as"] = ListTypes.Field(given.Text("dataPropertyName", "data")), ["keep"] = true };
        if (given.Text("action", "format") == "calculate")
        {
            parameters["operation"] = given.Text("operation", "add");
            parameters["amount"] = Json.Node(given.Any("duration")) ?? 0;
            parameters["unit"] = given.Text("timeUnit", "days");
            parameters["timezone"] = "UTC";
        }
        else
        {
            given.Flag("custom");
            parameters["operation"] = "format";
            parameters["format"] = MomentTokens.ToLuxon(given.Text("toFormat", "MM/DD/YYYY"));
            if (given.Text("options.toTimezone") is { Length: > 0 } zone)
            {
                parameters["timezone"] = zone;
            }
        }

        if (given.Text("options.fromFormat") is { Length: > 0 } from)
        {
            parameters["from"] = MomentTokens.ToLuxon(from);
        }

        if (given.Text("options.fromTimezone") is { Length: > 0 } fromZone)
        {
            parameters["fromTimezone"] = fromZone;
        }

        return new("dateTime", parameters);
    }

    private static JsonNode Value(Step step, string path) => Json.Node(step.Given.Any(path)) ?? "";
}
