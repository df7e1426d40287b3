using FlowForge.Core.Ports;
using FlowForge.Nodes.Aggregate;
using FlowForge.Nodes.Code;
using FlowForge.Nodes.Compare;
using FlowForge.Nodes.Csv;
using FlowForge.Nodes.Dates;
using FlowForge.Nodes.Filter;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.If;
using FlowForge.Nodes.JsonFile;
using FlowForge.Nodes.Limit;
using FlowForge.Nodes.Loop;
using FlowForge.Nodes.Merge;
using FlowForge.Nodes.Noop;
using FlowForge.Nodes.RemoveDuplicates;
using FlowForge.Nodes.RenameKeys;
using FlowForge.Nodes.Respond;
using FlowForge.Nodes.Set;
using FlowForge.Nodes.Sort;
using FlowForge.Nodes.SplitOut;
using FlowForge.Nodes.Stop;
using FlowForge.Nodes.SubWorkflow;
using FlowForge.Nodes.Summarize;
using FlowForge.Nodes.Switch;
using FlowForge.Nodes.TextFile;
using FlowForge.Nodes.TriggerError;
using FlowForge.Nodes.TriggerManual;
using FlowForge.Nodes.TriggerSchedule;
using FlowForge.Nodes.TriggerWebhook;
using FlowForge.Nodes.TriggerWorkflow;
using FlowForge.Nodes.Wait;
using FlowForge.Nodes.YamlFile;

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
            new AggregateKind(),
            new CodeKind(),
            new CompareKind(),
            new CsvKind(),
            new DatesKind(),
            new FilterKind(),
            new HttpKind(egress),
            new IfKind(),
            new JsonFileKind(),
            new LimitKind(),
            new LoopKind(),
            new MergeKind(),
            new NoopKind(),
            new RemoveDuplicatesKind(),
            new RenameKeysKind(),
            new RespondKind(),
            new SetKind(),
            new SortKind(),
            new SplitOutKind(),
            new StopKind(),
            new SummarizeKind(),
            new SwitchKind(),
            new TextFileKind(),
            new TriggerErrorKind(),
            new TriggerManualKind(),
            new TriggerScheduleKind(),
            new TriggerWebhookKind(),
            new TriggerWorkflowKind(),
            new WaitKind(),
            new WorkflowKind(),
            new YamlFileKind(),
        ]);
    }
}
