using System.Globalization;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Writing;
using FlowForge.WebWorker.Running;

namespace FlowForge.WebWorker.Routes;

/// <summary>Frames of a run and their items.</summary>
internal static class FrameRoutes
{
    public static async Task<RouteAnswer> ListAsync(LocalEngine engine, string id, RouteCall call)
    {
        var query = new FrameQuery(
            call.Query("node"), call.Query("iteration"), call.Query("status") is { } status ? Words.Frame(status) : null,
            call.Number("limit", 1, Limits.ListMost, Limits.ListDefault), call.Query("after"), call.Query("items") != "none");
        return await engine.Frames.ListAsync(id, query, CancellationToken.None) is { } page ? RouteAnswer.List(page.Items, page.Next, FrameWriting.Write)
            : await engine.Runs.GetAsync(id, CancellationToken.None) is null ? RouteAnswer.NoSuchRun(id)
            : RouteAnswer.List<Frame>([], null, FrameWriting.Write);
    }

    public static async Task<RouteAnswer> ItemsAsync(LocalEngine engine, string id, string sequence, RouteCall call)
    {
        var offset = call.Number(call.Query("offset") is null ? "after" : "offset", 0, int.MaxValue, 0);
        if (!long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await engine.Frames.ItemsAsync(
                id, number, call.Query("side") != "input", call.Query("port"), offset, call.Number("limit", 1, Limits.ListMost, Limits.ListDefault), CancellationToken.None) is not { } page)
        {
            return RouteAnswer.Problem(404, "frame.unknown", "No such frame", $"Run '{id}' has no frame {sequence} with such a port.");
        }

        var end = page.Offset + page.Items.Count;
        var next = page.Items.Count > 0 && end < page.Count ? end.ToString(CultureInfo.InvariantCulture) : null;
        return RouteAnswer.List(page.Items, next, ItemJson.Write, writer =>
        {
            writer.WriteNumber("count"u8, page.Count);
            writer.WriteNumber("offset"u8, page.Offset);
        });
    }
}
