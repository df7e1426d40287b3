using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Telemetry;

namespace FlowForge.Local.Hosting;

/// <summary>Log lines about runs, under scopes with their ids. No line holds a failure's message: it may repeat data.</summary>
internal sealed class RunLog(ILogger logger) : IRunLog
{
    public IDisposable? Scope(string run, string? node) => logger.BeginScope(
        node is null ? [new("run", run)] : (IReadOnlyList<KeyValuePair<string, object?>>)[new("run", run), new("node", node)]);

    public void Started(RunRecord run)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            using var scope = Scope(run.Id, null);
            logger.LogInformation("Run {Run} of {Workflow} begins, by {Mode}.", run.Id, run.WorkflowId, run.Mode);
        }
    }

    public void Ended(RunRecord run)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            using var scope = Scope(run.Id, null);
            logger.LogInformation(
                "Run {Run} of {Workflow} ended: {Status} {Code}.", run.Id, run.WorkflowId, run.Status.ToString().ToUpperInvariant(), run.Failure?.Code ?? "");
        }
    }

    public void Failed(string run, NodeRecord attempt)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            using var scope = Scope(run, attempt.NodeId);
            logger.LogInformation("Node {Node} of run {Run} failed at attempt {Attempt}: {Code}.", attempt.NodeId, run, attempt.Attempt, attempt.Failure!.Code);
        }
    }
}
