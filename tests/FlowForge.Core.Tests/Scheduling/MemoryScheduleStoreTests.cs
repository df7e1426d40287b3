using FlowForge.Contracts.Schedules;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;

namespace FlowForge.Core.Tests.Scheduling;

public sealed class MemoryScheduleStoreTests : ScheduleStoreContract
{
    protected override IScheduleStore CreateStore() => new MemoryScheduleStore();
}
