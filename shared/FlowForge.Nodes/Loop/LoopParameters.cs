using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Loop;

/// <summary>The parameters of <c>loop</c>.</summary>
/// <param name="BatchSize">Items of one iteration, 1 or more; default 1.</param>
/// <param name="Concurrency">Iterations at a time, 1 to <see cref="Limits.LoopConcurrency"/>; default 1.</param>
internal sealed record LoopParameters(int BatchSize, int Concurrency)
{
    /// <summary>Reads them.</summary>
    public static Outcome<LoopParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new LoopParameters(
            reader.Whole("batchSize", 1, 1, int.MaxValue),
            reader.Whole("concurrency", 1, 1, Limits.LoopConcurrency)));
    }
}
