using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Merge;

/// <summary>Brings the items of several inputs together.</summary>
internal sealed class MergeKind : INodeKind
{
    private readonly TypedParameters<MergeParameters> parameters = new((_, resolved) => MergeParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => MergeDescription.Value;

    /// <inheritdoc/>
    public IReadOnlyList<string> InputPorts(Node node, IReadOnlyCollection<string> named) => MergePorts.Of(node.Parameters, named);

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => MergePorts.Check(node.Parameters);

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var failure = read.Value.Mode switch
        {
            MergeMode.Append => await Appended.RunAsync(context, cancellation).ConfigureAwait(false),
            MergeMode.Choose => await ChooseAsync(context, read.Value.Use).ConfigureAwait(false),
            MergeMode.Position => await ByPosition.RunAsync(context, read.Value, cancellation).ConfigureAwait(false),
            MergeMode.Pairs => await AllPairs.RunAsync(context, read.Value, cancellation).ConfigureAwait(false),
            MergeMode.Key => await ByKey.RunAsync(context, read.Value, cancellation).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"There is no merge mode {read.Value.Mode}."),
        };
        return failure is null ? NodeResult.Done : new NodeResult.Failed(failure);
    }

    private static async ValueTask<Failure?> ChooseAsync(INodeContext context, string use)
    {
        if (use == MergeParameters.Nobody)
        {
            await context.WriteAsync("out", new(JsonConstants.EmptyObject), Origin.None).ConfigureAwait(false);
            return null;
        }

        if (!context.InputPorts.Contains(use))
        {
            return Failure.Of(FailureCodes.Parameter, $"The parameter \"use\" names no input: {use}.");
        }

        context.PassThrough("out", use);
        return null;
    }
}
