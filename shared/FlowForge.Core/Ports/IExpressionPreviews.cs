using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>Says what an expression of a node would give, at a moment of a run or on sample items. Nothing is run and nothing recorded.</summary>
public interface IExpressionPreviews
{
    /// <summary>
    /// The value of an expression, within <see cref="Limits.PreviewSeconds"/> of script time. Refusals: <c>preview.unknownNode</c>, <c>preview.unknownParameter</c>,
    /// <c>preview.unknownItem</c>, <c>preview.iteration</c> (no such iteration of the node), <c>preview.tooLong</c> (a run of more than
    /// <see cref="Limits.PreviewSegments"/> segments), and those of planning.
    /// </summary>
    ValueTask<Outcome<Preview>> PreviewAsync(PreviewRequest request, CancellationToken cancellation);
}

/// <summary>What to evaluate, and where.</summary>
public sealed record PreviewRequest
{
    /// <summary>The document whose node asks; it need not be valid, nor be the run's.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>Id of the node that asks.</summary>
    public required string NodeId { get; init; }

    /// <summary>A template as a parameter holds it (<c>=…</c>), or bare JavaScript; null to evaluate what the document says.</summary>
    public string? Expression { get; init; }

    /// <summary>Path of the parameter below the parameters, e.g. <c>fields.total</c>; null with no <see cref="Expression"/> means all of them.</summary>
    public string? Parameter { get; init; }

    /// <summary>The run whose records answer; null for <see cref="Items"/>.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>Path of the iteration; null means the node's last.</summary>
    public string? Iteration { get; init; }

    /// <summary>Index of the item that is <c>$json</c>, 0 or more.</summary>
    public int Item { get; init; }

    /// <summary>Sample items of the first input port, in place of what the run gave or when there is no run; null without samples.</summary>
    public IReadOnlyList<Item>? Items { get; init; }
}

/// <summary>What an expression gives.</summary>
public abstract record Preview
{
    private Preview()
    {
    }

    /// <summary>A value.</summary>
    /// <param name="Json">The value; null also stands for undefined.</param>
    public sealed record Value(JsonElement Json) : Preview;

    /// <summary>A value whose JSON has more than <see cref="Limits.PreviewBytes"/>.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Bytes">Bytes of its JSON.</param>
    /// <param name="Start">The beginning of its JSON, no value by itself.</param>
    public sealed record TooLarge(JsonValueKind Kind, int Bytes, string Start) : Preview;

    /// <summary>It has no value.</summary>
    /// <param name="Failure">Why, with the place of the expression in its template when it is known.</param>
    public sealed record Failed(Failure Failure) : Preview;
}
