using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>The options of a call since version 3 of <c>httpRequest</c>.</summary>
internal static partial class HttpOptions
{
    private const string Response = "options.response.response";
    private const string Pages = "options.pagination.pagination";

    /// <summary>Puts response, time-out, redirects, batching and pages.</summary>
    public static void Put(Step step, JsonObject parameters)
    {
        var given = step.Given;
        var format = given.Text($"{Response}.responseFormat", "autodetect");
        if (format is "json" or "text" or "file")
        {
            parameters["response"] = format;
        }

        PutText(parameters, "field", given.Text($"{Response}.outputPropertyName"));
        PutFlag(parameters, "fullResponse", given.Flag($"{Response}.fullResponse"));
        PutFlag(parameters, "neverError", given.Flag($"{Response}.neverError"));
        if (given.Has("options.timeout"))
        {
            parameters["timeoutSeconds"] = Templates.Scaled(given.Any("options.timeout"), 0.001);
        }

        // Versions before 4 followed no redirect unless told to.
        if (!given.Flag("options.redirect.redirect.followRedirects", step.Version >= 4 || given.Has("options.redirect.redirect")))
        {
            parameters["followRedirects"] = false;
        }

        if (given.Number("options.redirect.redirect.maxRedirects") is { } most)
        {
            parameters["maxRedirects"] = Math.Clamp(most, 0, FlowForge.Core.Limits.Redirects);
        }

        Batching(given, parameters, "options.batching.batch.batchSize", "options.batching.batch.batchInterval");
        Pagination(step, parameters);
    }

    /// <summary>Puts <c>batching</c>.</summary>
    public static void Batching(Given given, JsonObject parameters, string size, string interval)
    {
        if (!given.Has(size) && !given.Has(interval))
        {
            return;
        }

        var batching = new JsonObject { ["intervalMs"] = given.Number(interval) ?? 1_000 };
        if (given.Number(size) is null or > 0)
        {
            batching["size"] = given.Number(size) ?? 50;
        }

        parameters["batching"] = batching;
    }

    private static void Pagination(Step step, JsonObject parameters)
    {
        var given = step.Given;
        var mode = given.Has(Pages) ? given.Text($"{Pages}.paginationMode", "updateAParameterInEachRequest") : "off";
        if (mode == "off")
        {
            return;
        }

        JsonObject? pages = null;
        if (mode == "responseContainsNextURL" && BodyPath().Match(given.Text($"{Pages}.nextURL", "")) is { Success: true } next)
        {
            pages = new() { ["type"] = "body", ["path"] = next.Groups[1].Value };
        }
        else if (given.List($"{Pages}.parameters.parameters").ToList() is [var only] && only.Text("type", "qs") == "qs"
            && PageNumber().Match(only.Text("value", "")) is { Success: true } number)
        {
            pages = new() { ["type"] = "page", ["parameter"] = only.Text("name", "page"), ["start"] = number.Groups[1].Success ? int.Parse(number.Groups[1].ValueSpan) : 0 };
        }

        if (pages is null)
        {
            step.Remark("The pages are found by an expression that has no counterpart; only the first page is read.");
            given.Any(Pages);
            return;
        }

        if (given.Flag($"{Pages}.limitPagesFetched") && given.Number($"{Pages}.maxRequests") is { } most)
        {
            pages["maxPages"] = most;
        }

        parameters["pagination"] = pages;
    }

    private static void PutText(JsonObject parameters, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            parameters[name] = value;
        }
    }

    private static void PutFlag(JsonObject parameters, string name, bool value)
    {
        if (value)
        {
            parameters[name] = true;
        }
    }

    [GeneratedRegex(@"^=\{\{\s*\$response\.body\.([A-Za-z_][\w.]*)\s*\}\}$")]
    private static partial Regex BodyPath();

    [GeneratedRegex(@"^=\{\{\s*\$pageCount(?:\s*\+\s*(\d{1,6}))?\s*\}\}$")]
    private static partial Regex PageNumber();
}
