using FlowForge.Core.Binaries;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>The binaries of the run.</content>
internal sealed partial class LiveRun
{
    /// <summary>Binaries of the run's family.</summary>
    public IBinaries Binaries => field ??= new FamilyBinaries(_parts.Runs, _record.Family, StoreAsync);
}
