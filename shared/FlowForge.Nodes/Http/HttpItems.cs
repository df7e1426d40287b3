using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>The items that a page gives.</summary>
internal static class HttpItems
{
    /// <summary>
    /// Objects: the body; one per element of a list (what is no object as <c>{ value }</c>); <c>{ data }</c> for text; the whole answer
    /// when that is asked for; <c>{}</c> for a file. A list that is not there is an empty one. Failure: <c>limit.item</c>.
    /// </summary>
    public static Outcome<JsonElement[]> Of(HttpAnswer answer, HttpParameters parameters)
    {
        if (parameters.FullResponse)
        {
            var full = HttpAnswer.ParseJson(HttpJson.Full(answer));
            return full.IsFailure ? full.Failure : Checked([full.Value]);
        }

        if (answer.File is not null)
        {
            return (JsonElement[])[answer.Body];
        }

        if (answer.IsText)
        {
            return Checked([HttpJson.Wrap(parameters.Field, answer.Body)]);
        }

        return List(answer, parameters.Pagination.ItemsPath) is { } body ? Checked(Objects(body)) : Array.Empty<JsonElement>();
    }

    /// <summary>Whether the page brought nothing.</summary>
    public static bool IsEmpty(HttpAnswer answer, string? itemsPath) => List(answer, itemsPath) switch
    {
        null => true,
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0,
        { ValueKind: JsonValueKind.Object } body => body.GetPropertyCount() == 0,
        { ValueKind: JsonValueKind.String } text => text.ValueEquals(""),
        _ => false,
    };

    private static JsonElement? List(HttpAnswer answer, string? itemsPath)
    {
        if (itemsPath is null || answer.IsText)
        {
            return answer.Body;
        }

        return JsonPath.Find(answer.Body, itemsPath) is { ValueKind: not JsonValueKind.Null } found ? found : null;
    }

    private static JsonElement[] Objects(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array)
        {
            return [body.ValueKind == JsonValueKind.Object ? body : HttpJson.Wrap("value", body)];
        }

        var areObjects = body.EnumerateArray().All(element => element.ValueKind == JsonValueKind.Object);
        return [.. (areObjects ? body : HttpJson.Objects(body)).EnumerateArray()];
    }

    private static Outcome<JsonElement[]> Checked(JsonElement[] items)
    {
        foreach (var item in items)
        {
            if (JsonMarshal.GetRawUtf8Value(item).Length > Limits.ItemBytes)
            {
                return HttpFailures.ItemTooLarge();
            }
        }

        return items;
    }
}
