namespace FlowForge.Core;

/// <content>Bounds of storage accounts and of durable orchestrations.</content>
public static partial class Limits
{
    /// <summary>Bytes of a content that stands in its row of an Azure table; a larger one is a blob.</summary>
    public const int AzureRowBytes = 192 * 1024;

    /// <summary>Bytes of contents that one batch of an Azure table carries; of more each becomes a blob.</summary>
    public const int AzureBatchBytes = 2 * 1024 * 1024;

    /// <summary>Seconds that the lease of a host on its storage account lasts unless it is renewed; as long does a new host wait for one that was killed.</summary>
    public const int HostLeaseSeconds = 15;

    /// <summary>Bytes of a plan's outline in the input of a durable orchestration; a larger plan is refused with <c>plan.tooLargeForHost</c>.</summary>
    public const int OutlineBytes = 256 * 1024;

    /// <summary>Bytes of a run's decider state that a durable orchestration carries from one generation to the next; with more the run fails.</summary>
    public const int DurableStateBytes = 256 * 1024;

    /// <summary>Events in an orchestration's history after which nothing new is handed out and it continues as new.</summary>
    public const int DurableHistoryEvents = 200;

    /// <summary>Bytes of runs' records that a process of an Azure host keeps, so that hand-outs need not read them again.</summary>
    public const int DurableSegmentBytes = 64 * 1024 * 1024;

    /// <summary>Seconds that a recorded run may be without an orchestration before the watchdog gives it one.</summary>
    public const int DurablePatienceSeconds = 60;

    /// <summary>Seconds for which whoever starts a run with a concurrency key on Azure waits to learn whether it begins, waits or is skipped; then it is answered for as QUEUED.</summary>
    public const int PlaceDecidedSeconds = 10;

    /// <summary>Runs that have left the line of a concurrency key on Azure and that the line still knows, so that a late message about one changes nothing.</summary>
    public const int PlacesLeftKnown = 128;

    /// <summary>Hand-outs of one run at a time on Azure.</summary>
    public const int DurableWindow = 64;
}
