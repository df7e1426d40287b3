using System.Text.Json;

namespace FlowForge.Web.Runs;

/// <summary>A fork that somebody wants.</summary>
/// <param name="FromFrame">Sequence of the frame it begins at.</param>
/// <param name="IsLatest">Whether with the newest version of the workflow.</param>
/// <param name="Items">Items in place of the frame's, <c>{ port: [item] }</c>, or null for those it had.</param>
public sealed record ForkWish(long FromFrame, bool IsLatest, JsonElement? Items);
