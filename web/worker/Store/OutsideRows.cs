using System.Runtime.Versioning;
using FlowForge.Core.Ports;

namespace FlowForge.WebWorker.Store;

/// <summary>Rows on their way to the page by message.</summary>
[SupportedOSPlatform("browser")]
internal sealed class OutsideRows : IPageRows
{
    public void Keep(string run, string row, bool hasEnded) => Outside.KeepRun(run, row, hasEnded);

    public void Keep(SegmentRow segment) =>
        Outside.KeepSegment(segment.RunId, segment.Ordinal, segment.FirstSequence, segment.LastSequence, segment.Content.ToArray());

    public void Keep(PayloadRow payload) => Outside.KeepPage(payload.Family, payload.Hash, payload.Content.ToArray());

    public void KeepDocument(string hash, string document) => Outside.KeepDocument(hash, document);

    public void Forget(string run, string family, bool isLastOfFamily) => Outside.ForgetRun(run, family, isLastOfFamily);
}
