using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Trials;

/// <summary>A kind that reaches outside, in a trial: it works out what the node would ask, and gives what was answered to that when it was recorded.</summary>
/// <param name="kind">The kind.</param>
/// <param name="drawn">The node.</param>
/// <param name="answers">What was recorded.</param>
/// <param name="mayStandIn">Whether the answer of an earlier run to another question will do.</param>
/// <param name="onAnswer">Told where an answer comes from.</param>
internal sealed class RecordedKind(INodeKind kind, Node drawn, RecordedAnswers answers, bool mayStandIn, Action<string, string, AnswerSource> onAnswer) : INodeKind
{
    /// <summary>Failure code: what the node would do outside was not recorded, and a trial does nothing outside.</summary>
    public const string NotRecorded = "trial.notRecorded";

    public KindDescription Description { get; } = kind.Description with { Suspends = false, CallsWorkflows = false };

    public IReadOnlyList<string> InputPorts(Node node, IReadOnlyCollection<string> named) => kind.InputPorts(drawn, named);

    public IReadOnlyList<string> OutputPorts(Node node) => kind.OutputPorts(drawn);

    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var items = context.InputPorts.Count == 0 ? [] : await context.FirstInput.ReadAllAsync(cancellation).ConfigureAwait(false);
        var resolved = items.Count == 0
            ? [await context.ResolveOnceAsync(cancellation).ConfigureAwait(false)]
            : await context.ResolveAsync(0, items.Count, cancellation).ConfigureAwait(false);
        for (var at = 0; at < resolved.Count; at++)
        {
            if (resolved[at].IsFailure && (items.Count == 0 || context.FailItem(at, resolved[at].Failure!)))
            {
                return items.Count == 0 ? new NodeResult.Failed(resolved[at].Failure!) : NodeResult.Done;
            }
        }

        var asked = Enumerable.Range(0, resolved.Count).Where(at => !resolved[at].IsFailure).ToList();
        var answer = await answers.FindAsync(
            context.Node, context.Iteration.Path, [.. asked.Select(at => resolved[at].Value)], [.. asked.Where(at => at < items.Count).Select(at => items[at])], mayStandIn, cancellation).ConfigureAwait(false);
        if (answer is null)
        {
            return new NodeResult.Failed(Failure.Of(NotRecorded, "What this node would ask outside was not recorded, and a trial asks nobody."));
        }

        foreach (var (port, item, origin) in answer.Ports)
        {
            if (!context.OutputPorts.Contains(port))
            {
                return new NodeResult.Failed(Failure.Of(NotRecorded, $"The recorded answer came by port '{port}', which the node has no longer."));
            }

            await context.WriteAsync(port, item, origin is { } from && items.Count > 0 ? Origin.First(asked[from]) : Origin.None).ConfigureAwait(false);
        }

        onAnswer(context.Node.Id, context.Iteration.Path, answer.From);
        return NodeResult.Done;
    }
}
