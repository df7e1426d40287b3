using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Rss;

/// <summary>The parameters of <c>rss</c>.</summary>
/// <param name="Url">Where the feed is.</param>
/// <param name="CustomFields">Elements of entries that are given, too.</param>
/// <param name="Most">Entries to take.</param>
/// <param name="Timeout">Time for the call.</param>
internal sealed record RssParameters(string Url, IReadOnlyList<string> CustomFields, int Most, TimeSpan Timeout)
{
    public static Outcome<RssParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new RssParameters(
            reader.Needed("url"), reader.Names("customFields"), reader.Whole("maxEntries", Limits.FeedEntries, 1, Limits.FeedEntries),
            TimeSpan.FromSeconds(reader.Number("timeoutSeconds", Limits.CallSeconds, 0.001, Limits.CallSecondsMost))));
    }
}
