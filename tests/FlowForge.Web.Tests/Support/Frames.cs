using FlowForge.Web.Running;

namespace FlowForge.Web.Tests.Support;

/// <summary>Frames of tests: one millisecond apart unless they say when.</summary>
internal static class Frames
{
    public static RunFrame Begin(long sequence, string node, string iteration = "", int? at = null, int items = 0) =>
        Of(sequence, node, isEgress: false, "RUNNING", iteration, at, [new("in", items, [])], []);

    public static RunFrame End(long sequence, string node, string iteration = "", int? at = null, string status = "COMPLETED", string port = "out", int items = 1) =>
        Of(sequence, node, isEgress: true, status, iteration, at, [], [new(port, items, [])]);

    public static RunFrame Skipped(long sequence, string node, string iteration = "") => Of(sequence, node, isEgress: true, "SKIPPED", iteration, null, [], []);

    private static RunFrame Of(
        long sequence, string node, bool isEgress, string status, string iteration, int? at, IReadOnlyList<FramePort> input, IReadOnlyList<FramePort> output) => new()
    {
        Sequence = sequence,
        NodeId = node,
        Iteration = iteration,
        Attempt = 1,
        Timestamp = DateTimeOffset.UnixEpoch.AddMilliseconds(at ?? sequence),
        Status = status,
        IsEgress = isEgress,
        Input = input,
        Output = output,
    };
}
