namespace FlowForge.Nodes.Http;

/// <summary>Where a page is fetched.</summary>
/// <param name="Url">The whole address.</param>
/// <param name="IsForeign">Whether it lies at another origin than the first page, and so gets neither credential headers nor the body.</param>
internal sealed record HttpTarget(string Url, bool IsForeign)
{
    /// <summary>There is no further page.</summary>
    public static readonly HttpTarget End = new("", IsForeign: false);
}
