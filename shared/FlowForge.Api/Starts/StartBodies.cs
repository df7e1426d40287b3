using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Api.Starts;

/// <summary>Reads what a start is given: data, normalised as JavaScript sees it.</summary>
internal static class StartBodies
{
    // An envelope puts an item three levels down: the object, the list, the item.
    private const int EnvelopeDepth = Limits.Depth + 3;

    /// <summary>The bytes of a start's body; only JSON, or nothing, is taken.</summary>
    public static async ValueTask<Asked<ReadOnlyMemory<byte>>> ReadAsync(ApiCall call, int most = Limits.StartBytes)
    {
        var body = await BodyReader.ReadAsync(call.Request, most, call.Cancellation).ConfigureAwait(false);
        var type = MediaType.Bare(call.Request.ContentType);
        return body is { IsRefused: false, Value.Length: > 0 } && type.Length > 0 && !MediaType.IsJson(type)
            ? new ApiProblem(415, "request.contentType", "Unknown content type", $"This takes application/json, not '{type}'.")
                .With("Accept", MediaType.Json)
            : body;
    }

    /// <summary>A start's body: the envelope, a list of items, or one value (design 5).</summary>
    public static Asked<StartBody> Of(ReadOnlyMemory<byte> body) => Checked(StartBody.Read(body, EnvelopeDepth));

    /// <summary>The items of <c>POST /runs</c>, read as those of an envelope; without any, one empty item.</summary>
    public static Asked<StartBody> OfRequest(JsonElement request) =>
        request.TryGetProperty("items"u8, out var items) ? Checked(StartBody.OfItems(items)) : Checked(StartBody.Read(default));

    /// <summary>Items by port; <paramref name="name"/> is the property's, for refusals.</summary>
    public static Asked<IReadOnlyDictionary<string, IReadOnlyList<Item>>> OfPorts(JsonElement ports, string name)
    {
        var read = StartBody.OfPorts(ports, name);
        return read.IsFailure ? Refusals.Body(read.Failure.Message) : read.Value;
    }

    /// <summary>What a message to a run carries: a list of items, one value, or nothing.</summary>
    public static Asked<Item[]> OfMessage(ReadOnlyMemory<byte> body)
    {
        var json = body.Length == 0 ? default : JsJson.Normalize(body, EnvelopeDepth);
        if (json.IsFailure)
        {
            return Unreadable(json.Failure);
        }

        var items = StartBody.ReadItems(json.Value);
        return items.IsFailure ? Unreadable(items.Failure) : items.Value.ToArray();
    }

    private static Asked<StartBody> Checked(Core.Failures.Outcome<StartBody> read) => read.IsFailure ? Unreadable(read.Failure) : read.Value;

    private static ApiProblem Unreadable(Core.Failures.Failure failure) => new(400, failure.Code, "The body cannot be read", failure.Message);
}
