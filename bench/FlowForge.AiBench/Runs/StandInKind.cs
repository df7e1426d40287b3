using System.Text.Json;
using FlowForge.AiBench.Sets;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.AiBench.Runs;

/// <summary>Does not do what a node is to do, but writes it down, item by item, and gives what the scenario says comes of it.</summary>
internal sealed class StandInKind(INodeKind kind, IReadOnlyList<StandIn> answers, RunWatch watch) : INodeKind
{
    private int next;

    public KindDescription Description { get; } = kind.Description with { Suspends = false, CallsWorkflows = false };

    public IReadOnlyList<string> InputPorts(Node node, IReadOnlyCollection<string> named) => kind.InputPorts(node, named);

    public IReadOnlyList<string> OutputPorts(Node node) => kind.OutputPorts(node);

    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var items = await context.FirstInput.ReadAllAsync(cancellation).ConfigureAwait(false);
        for (var at = 0; at < items.Count; at++)
        {
            var resolved = (await context.ResolveAsync(at, 1, cancellation).ConfigureAwait(false))[0];
            if (resolved.IsFailure)
            {
                if (context.FailItem(at, resolved.Failure))
                {
                    return NodeResult.Done;
                }

                continue;
            }

            watch.Effects.Enqueue(Effect(context.Node.Kind, resolved.Value));
            var answer = answers.Count == 0 ? new() : answers[Math.Min(next++, answers.Count - 1)];
            if (answer.Failure is { } code)
            {
                if (context.FailItem(at, Failure.Of(code, "It fails, as the scenario says.")))
                {
                    return NodeResult.Done;
                }

                continue;
            }

            if (answer.Port is { } named && !context.OutputPorts.Contains(named))
            {
                return new NodeResult.Failed(Failure.Of("bench.port", $"The node '{context.Node.Id}' of kind {context.Node.Kind} has no port '{named}', by which an item is to go on."));
            }

            var given = answer.Json.ValueKind == JsonValueKind.Undefined ? items[at] : new Item(JsJson.Normalize(answer.Json));
            await context.WriteAsync(answer.Port ?? context.OutputPorts[0], given, Origin.First(at)).ConfigureAwait(false);
        }

        return NodeResult.Done;
    }

    private static JsonElement Effect(string kind, JsonElement parameters) => JsonBuild.Element(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("kind", kind);
        writer.WritePropertyName("parameters");
        parameters.WriteTo(writer);
        writer.WriteEndObject();
    });
}
