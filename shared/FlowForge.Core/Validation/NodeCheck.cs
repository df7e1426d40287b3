using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Each node's kind and settings, parameters aside.</summary>
internal static class NodeCheck
{
    private const double MostDelaySeconds = 86_400;

    public static void Run(Subject subject)
    {
        for (var i = 0; i < subject.NodeCount; i++)
        {
            var node = subject.Workflow.Nodes[i];
            Kind(subject, node, i);
            Settings(subject.Problems, node, i);
        }
    }

    private static void Kind(Subject subject, Node node, int index)
    {
        if (subject.Kinds[index] is not { Description: var kind })
        {
            subject.Problems.Warn(
                FailureCodes.UnknownKind, $"{Subject.NodePath(index)}.kind",
                $"There is no kind {Shown.Quoted(node.Kind)} here; node {Shown.Quoted(node.Id)} is kept and cannot run.", node.Id);
            return;
        }

        if ((kind.RunsIn & subject.Here) == RunsIn.Nowhere)
        {
            subject.Problems.Refuse(
                ProblemCodes.NotHere, $"{Subject.NodePath(index)}.kind",
                $"Node {Shown.Quoted(node.Id)} cannot run here: {kind.Kind} runs on {kind.RunsIn}.", node.Id);
        }

        if (node.KindVersion < 1 || node.KindVersion > kind.Version)
        {
            subject.Problems.Refuse(
                ProblemCodes.KindVersion, $"{Subject.NodePath(index)}.kindVersion",
                $"{kind.Kind} has the versions 1 to {kind.Version}, not {node.KindVersion}.", node.Id);
        }
    }

    private static void Settings(ProblemList problems, Node node, int index)
    {
        if (node.TimeoutSeconds is { } seconds && seconds is not (> 0 and <= Limits.TimeoutSeconds))
        {
            problems.Refuse(
                ProblemCodes.NodeTimeout, $"{Subject.NodePath(index)}.timeoutSeconds", $"The time-out is more than 0 seconds and at most {Limits.TimeoutSeconds}.", node.Id);
        }

        if (node.Retry is not { } retry)
        {
            return;
        }

        if (retry.MaxTries is < 1 or > Limits.Tries)
        {
            problems.Refuse(ProblemCodes.Retry, $"{Subject.NodePath(index)}.retry.maxTries", $"A node is tried 1 to {Limits.Tries} times.", node.Id);
        }

        if (!(retry.DelaySeconds is >= 0 and <= MostDelaySeconds))
        {
            problems.Refuse(
                ProblemCodes.Retry, $"{Subject.NodePath(index)}.retry.delaySeconds", $"The delay is 0 to {MostDelaySeconds} seconds.", node.Id);
        }
    }
}
