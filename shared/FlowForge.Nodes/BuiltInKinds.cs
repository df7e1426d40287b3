using FlowForge.Core.Ports;
using FlowForge.Nodes.Code;
using FlowForge.Nodes.Filter;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.If;
using FlowForge.Nodes.Loop;
using FlowForge.Nodes.Merge;
using FlowForge.Nodes.Noop;
using FlowForge.Nodes.Respond;
using FlowForge.Nodes.Set;
using FlowForge.Nodes.Stop;
using FlowForge.Nodes.Switch;
using FlowForge.Nodes.TriggerManual;
using FlowForge.Nodes.TriggerSchedule;
using FlowForge.Nodes.TriggerWebhook;
using FlowForge.Nodes.Wait;

namespace FlowForge.Nodes;

/// <summary>The kinds that every host has.</summary>
public static class BuiltInKinds
{
    /// <summary>A catalogue of them.</summary>
    /// <param name="egress">The way out for kinds that make calls.</param>
    public static Catalogue Create(IEgress egress)
    {
        return new(
        [
            new CodeKind(),
            new FilterKind(),
            new HttpKind(egress),
            new IfKind(),
            new LoopKind(),
            new MergeKind(),
            new NoopKind(),
            new RespondKind(),
            new SetKind(),
            new StopKind(),
            new SwitchKind(),
            new TriggerManualKind(),
            new TriggerScheduleKind(),
            new TriggerWebhookKind(),
            new WaitKind(),
        ]);
    }
}
