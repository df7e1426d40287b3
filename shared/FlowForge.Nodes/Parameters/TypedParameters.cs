using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Parameters;

/// <summary>A kind's parameters in its own record. Those of a node without expressions are read once for all its runs.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="read">Reads the record from the resolved parameters of a node.</param>
internal sealed class TypedParameters<T>(Func<Node, JsonElement, Outcome<T>> read)
    where T : class
{
    private readonly ConditionalWeakTable<Node, Literal> literals = [];

    /// <summary>Once for the whole node run.</summary>
    public async ValueTask<Outcome<T>> OnceAsync(INodeContext context, CancellationToken cancellation)
    {
        var resolved = await context.ResolveOnceAsync(cancellation).ConfigureAwait(false);
        return resolved.IsFailure ? resolved.Failure
            : context.HasExpressions ? read(context.Node, resolved.Value)
            : literals.GetOrAdd(context.Node, static (node, from) => new Literal(from.read(node, from.resolved)), (read, resolved: resolved.Value)).Outcome;
    }

    /// <summary>For each of <paramref name="count"/> items from <paramref name="offset"/> of the first input port.</summary>
    public async ValueTask<ParameterPage<T>> PageAsync(INodeContext context, int offset, int count, CancellationToken cancellation) =>
        context.HasExpressions
            ? new(context.Node, await context.ResolveAsync(offset, count, cancellation).ConfigureAwait(false), read)
            : new(await OnceAsync(context, cancellation).ConfigureAwait(false));

    private sealed record Literal(Outcome<T> Outcome);
}

/// <summary>The parameters of a page of items.</summary>
/// <typeparam name="T">The kind's record.</typeparam>
internal readonly struct ParameterPage<T>
    where T : class
{
    private readonly Outcome<T> same;
    private readonly IReadOnlyList<Outcome<JsonElement>>? each;
    private readonly Func<Node, JsonElement, Outcome<T>>? read;
    private readonly Node? node;

    /// <summary>The same for all items.</summary>
    public ParameterPage(Outcome<T> same) => this.same = same;

    /// <summary>Read for each item when it is asked for.</summary>
    public ParameterPage(Node node, IReadOnlyList<Outcome<JsonElement>> each, Func<Node, JsonElement, Outcome<T>> read) =>
        (this.node, this.each, this.read) = (node, each, read);

    /// <summary>The parameters of item <paramref name="at"/> of the page.</summary>
    public Outcome<T> this[int at] =>
        each is null ? same : each[at] is { IsFailure: true } failed ? failed.Failure : read!(node!, each[at].Value);
}
