using System.Globalization;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Endpoints;

/// <summary>Frames of a run and their items.</summary>
internal static class FrameEndpoints
{
    public static async ValueTask<Answer> List(ApiCall call)
    {
        var id = call.Value("id");
        var query = RunQueries.OfFrames(call);
        if (query.IsRefused)
        {
            return query.Problem;
        }

        if (await call.Services.Frames.ListAsync(id, query.Value, call.Cancellation).ConfigureAwait(false) is { } page)
        {
            return ListAnswer.Of(page, FrameWriting.Write);
        }

        // A run so young that nothing of it has been written has no frames yet.
        return await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is null
            ? Refusals.NoSuchRun(id)
            : ListAnswer.Of(new Page<Frame>([], null), FrameWriting.Write);
    }

    /// <summary><c>{ items, count, offset, next }</c>: <c>next</c> is the offset of the next page, and goes into <c>offset</c> or <c>after</c>.</summary>
    public static async ValueTask<Answer> Items(ApiCall call)
    {
        var id = call.Value("id");
        var text = call.Value("seq");
        var side = call.Query("side") ?? "output";
        var limit = call.Limit();
        var offset = limit.IsRefused ? limit : call.Number(call.Query("offset") is null ? "after" : "offset", 0, int.MaxValue, 0);
        if (offset.IsRefused)
        {
            return offset.Problem;
        }

        if (side is not ("input" or "output"))
        {
            return Refusals.Query("side", "must be input or output.");
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || await call.Services.Frames.ItemsAsync(
                id, sequence, side == "output", call.Query("port"), offset.Value, limit.Value, call.Cancellation).ConfigureAwait(false) is not { } page)
        {
            return new ApiProblem(404, "frame.unknown", "No such frame", $"Run '{id}' has no frame {text} with such a port.");
        }

        var end = page.Offset + page.Items.Count;
        var next = page.Items.Count > 0 && end < page.Count ? end.ToString(CultureInfo.InvariantCulture) : null;
        return ListAnswer.Of(new Page<Core.Model.Item>(page.Items, next), ItemJson.Write, writer =>
        {
            writer.WriteNumber("count"u8, page.Count);
            writer.WriteNumber("offset"u8, page.Offset);
        });
    }
}
