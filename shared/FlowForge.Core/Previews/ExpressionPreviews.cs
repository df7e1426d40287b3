using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Previews;

/// <summary>Previews over the runs, scripts and stores of a host.</summary>
public sealed class ExpressionPreviews(EngineParts parts) : IExpressionPreviews
{
    /// <inheritdoc/>
    public async ValueTask<Outcome<Preview>> PreviewAsync(PreviewRequest request, CancellationToken cancellation)
    {
        var target = PreviewTarget.Of(request);
        if (target.IsFailure)
        {
            return target.Failure;
        }

        var prepared = parts.Scripts.Prepare(target.Value.Parameters);
        if (prepared.Problems is [var (_, problem), ..])
        {
            return new Preview.Failed(problem);
        }

        var scope = request.Run is { } run
            ? await MomentAsync(request, run, prepared.NodeNames, cancellation).ConfigureAwait(false)
            : await SampleAsync(request, target.Value.Node, cancellation).ConfigureAwait(false);
        if (scope.IsFailure)
        {
            return scope.Failure;
        }

        var count = scope.Value.Input().Count;
        return request.Item > 0 && request.Item >= count
            ? Failure.Of("preview.unknownItem", $"Node '{target.Value.Node.DisplayName}' gets {count} items here, so there is no item {request.Item}.")
            : await EvaluateAsync(target.Value, prepared, scope.Value, request.Item, Math.Min(count, 1), cancellation).ConfigureAwait(false);
    }

    private async ValueTask<Preview> EvaluateAsync(
        PreviewTarget target, IPreparedParameters prepared, IScriptScope scope, int item, int count, CancellationToken cancellation)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.PreviewSeconds), parts.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        try
        {
            var resolved = await parts.Scripts.ResolveAsync(prepared, scope, item, count, either.Token).ConfigureAwait(false);
            return resolved[0].IsFailure ? new Preview.Failed(resolved[0].Failure!) : Shown(target.Answer(resolved[0].Value));
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new Preview.Failed(Failure.Of(FailureCodes.ScriptTimeout, $"The expression takes longer than the {Limits.PreviewSeconds} seconds of a preview."));
        }
    }

    private static Preview Shown(JsonElement value)
    {
        var json = JsonMarshal.GetRawUtf8Value(value);
        if (json.Length <= Limits.PreviewBytes)
        {
            return new Preview.Value(value);
        }

        // Not in the middle of a character.
        var end = Limits.PreviewBytes;
        while ((json[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return new Preview.TooLarge(value.ValueKind, json.Length, Encoding.UTF8.GetString(json[..end]));
    }

    private async ValueTask<Outcome<IScriptScope>> SampleAsync(PreviewRequest request, Node node, CancellationToken cancellation)
    {
        var workflow = request.Workflow;
        var variables = parts.Variables is { } known ? await known.CurrentAsync(cancellation).ConfigureAwait(false) : VariableSet.Empty;
        var facts = new RunFacts
        {
            RunId = "",
            WorkflowId = workflow.Id,
            WorkflowName = workflow.Name,
            Timezone = workflow.Config.Timezone ?? "UTC",
            Manner = workflow.Config.Manner,
            Variables = variables.Values,
        };
        return Outcome<IScriptScope>.From(new SampleScope(workflow, node, facts, Samples(request), parts.Clock.GetUtcNow()));
    }

    /// <summary>The request's own, else what is pinned to the node before.</summary>
    private static ItemList Samples(PreviewRequest request)
    {
        if (request.Items is { } items)
        {
            return ItemList.Of([.. items]);
        }

        var edge = request.Workflow.Edges.FirstOrDefault(edge => edge.IsMain && edge.To == request.NodeId);
        var before = edge is null ? null : request.Workflow.Nodes.FirstOrDefault(node => node.Id == edge.From);
        return before is null ? ItemList.Empty : SampleScope.Pinned(before, edge!.FromPort)?.Items ?? ItemList.Empty;
    }

    private async ValueTask<Outcome<IScriptScope>> MomentAsync(
        PreviewRequest request, RunRecord run, IReadOnlyList<string?> names, CancellationToken cancellation)
    {
        var planned = PreviewPlan.Of(request.Workflow, run.Trigger, parts);
        if (planned.IsFailure)
        {
            return planned.Failure;
        }

        if (planned.Value.Plan.FindById(request.NodeId) is not { } node)
        {
            return Failure.Of("preview.unknownNode", $"No path leads from the trigger '{run.Trigger}' of run {run.Id} to node '{request.NodeId}'.");
        }

        var reader = new MomentReader(parts, run, planned.Value, node, names);
        if (await reader.IsTooLongAsync(cancellation).ConfigureAwait(false))
        {
            return Failure.Of("preview.tooLong", $"Run {run.Id} has more than {Limits.PreviewSegments} segments, which is more than a preview reads; give it sample items.");
        }

        var iteration = await reader.IterationAsync(request.Iteration, cancellation).ConfigureAwait(false);
        return iteration.IsFailure
            ? iteration.Failure
            : await ScopeAsync(request, run, reader, planned.Value, node, iteration.Value, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<Outcome<IScriptScope>> ScopeAsync(
        PreviewRequest request, RunRecord run, MomentReader reader, PlannedWorkflow planned, PlanNode node, Iteration iteration, CancellationToken cancellation)
    {
        var facts = await FactsAsync(request.Workflow, run, cancellation).ConfigureAwait(false);
        var moment = await reader.ReadAsync(facts, iteration, withSources: false, cancellation).ConfigureAwait(false);
        if (moment.Inputs is null && request.Items is null)
        {
            // It has not run: what it would get is what its edges brought.
            moment = await reader.ReadAsync(facts, iteration, withSources: true, cancellation).ConfigureAwait(false);
            if (!reader.IsInside(moment, iteration))
            {
                return Failure.Of("preview.iteration", $"In run {run.Id} the loop round node '{node.Node.DisplayName}' has not begun.");
            }
        }

        var input = request.Items is { } items ? Given(node, ItemList.Of([.. items]))
            : moment.Inputs is { } recorded && node.Index != 0 ? Recorded(node, recorded, reader)
            : Built(planned, moment, node, iteration);
        return Outcome<IScriptScope>.From(new NodeScope(moment, node, iteration, input) { Now = moment.At ?? parts.Clock.GetUtcNow() });
    }

    private async ValueTask<RunFacts> FactsAsync(Workflow workflow, RunRecord run, CancellationToken cancellation) => new()
    {
        RunId = run.Id,
        WorkflowId = run.WorkflowId,
        WorkflowName = workflow.Name,
        Mode = run.Mode,
        Timezone = workflow.Config.Timezone ?? "UTC",
        Manner = workflow.Config.Manner,
        Variables = run.Variables is { } hash && await parts.Runs.ReadVariablesAsync(hash, cancellation).ConfigureAwait(false) is { } variables
            ? variables.Values
            : Serialization.JsonConstants.EmptyObject,
    };

    private static NodeInput Built(PlannedWorkflow planned, Moment moment, PlanNode node, Iteration iteration)
    {
        var builder = new InputBuilder(planned.Plan, moment.Results);
        var input = planned.Plan.Outline.JoinsEach ? builder.OfLast(node.Index) : builder.Of(node.Index, iteration.Path);
        return node.Node.RunOnce && node.Index != 0 ? input.FirstOnly() : input;
    }

    private static NodeInput Recorded(PlanNode node, IReadOnlyList<PortInput> recorded, MomentReader reader)
    {
        var ports = node.InputPorts.Select(port => recorded.FirstOrDefault(input => input.Port == port) ?? new(port, [])).ToArray();
        return new(ports, Array.ConvertAll(ports, port => reader.Items(port.Refs)), Array.ConvertAll(ports, port => port.Refs));
    }

    private static NodeInput Given(PlanNode node, ItemList items)
    {
        PortInput[] ports = [new(node.InputPorts is [var first, ..] ? first : "in", [])];
        return new(ports, [items], [[]]);
    }
}
