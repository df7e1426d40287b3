using System.Text.Json;

namespace FlowForge.EndToEnd.Support;

/// <summary>Reads runs and frames as the API shows them.</summary>
internal static class RunJson
{
    public static string Id(this JsonElement run) => run.GetProperty("id").GetString()!;

    public static string Status(this JsonElement shown) => shown.GetProperty("status").GetString()!;

    public static string? FailureCode(this JsonElement shown) =>
        shown.TryGetProperty("failure", out var failure) ? failure.GetProperty("code").GetString() : null;

    /// <summary>The json of the first item of its output.</summary>
    public static JsonElement First(this JsonElement run) => run.GetProperty("output")[0].GetProperty("json");

    public static string NodeId(this JsonElement frame) => frame.GetProperty("nodeId").GetString()!;

    public static bool IsEgress(this JsonElement frame) => frame.GetProperty("side").GetString() == "egress";

    /// <summary>Items of an output port of a frame.</summary>
    public static int Count(this JsonElement frame, string side = "output", string port = "out") =>
        frame.GetProperty(side).TryGetProperty(port, out var items) ? items.GetProperty("count").GetInt32() : 0;

    /// <summary>Which node, iteration, attempt and side a frame is of: what makes two runs the same (semantics 5).</summary>
    public static string Place(this JsonElement frame) =>
        $"{frame.NodeId()}[{frame.GetProperty("iteration")}]#{frame.GetProperty("attempt")} {frame.GetProperty("side")} {frame.Status()}";

    /// <summary>The run completed; its failure is shown when it did not.</summary>
    public static JsonElement Completed(this JsonElement run)
    {
        Assert.True(run.Status() == "COMPLETED", run.ToString());
        return run;
    }

    /// <summary>Every node named has an ingress and an egress frame, each with an output, and no end but COMPLETED, iterations that passed it by aside.</summary>
    public static void HoldsBothSidesOf(this IReadOnlyList<JsonElement> frames, params string[] nodes)
    {
        foreach (var node in nodes)
        {
            var sides = frames.Where(frame => frame.NodeId() == node && frame.Status() != "SKIPPED").ToLookup(frame => frame.IsEgress());
            Assert.NotEmpty(sides[false]);
            Assert.Equal(sides[false].Count(), sides[true].Count());
            Assert.All(sides[false], frame => Assert.Equal("RUNNING", frame.Status()));
            Assert.All(sides[true], frame => Assert.Equal("COMPLETED", frame.Status()));
        }
    }
}
