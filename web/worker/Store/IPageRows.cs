using FlowForge.Core.Ports;

namespace FlowForge.WebWorker.Store;

/// <summary>The page as a store of rows.</summary>
internal interface IPageRows
{
    /// <summary>Keeps a run's row, inserted or replaced.</summary>
    void Keep(string run, string row, bool hasEnded);

    /// <summary>Keeps a segment.</summary>
    void Keep(SegmentRow segment);

    /// <summary>Keeps a page of items.</summary>
    void Keep(PayloadRow payload);

    /// <summary>Keeps a document by its hash.</summary>
    void KeepDocument(string hash, string document);

    /// <summary>Forgets a run, and its family's pages when it was the last of them.</summary>
    void Forget(string run, string family, bool isLastOfFamily);
}
