using System.Collections.Concurrent;
using System.Text.Json;

namespace FlowForge.AiBench.Runs;

/// <summary>What a run does to the world outside, written down while it does it.</summary>
internal sealed class RunWatch
{
    /// <summary>Calls: <c>{ method, url, query, headers, body }</c>.</summary>
    public ConcurrentQueue<JsonElement> Calls { get; } = new();

    /// <summary>What nodes that are not run were to do: <c>{ kind, parameters }</c>.</summary>
    public ConcurrentQueue<JsonElement> Effects { get; } = new();

    /// <summary>What the webhook's caller gets, <c>{ status, headers, body }</c>; undefined as long as no node answers.</summary>
    public JsonElement Reply { get; set; }
}
