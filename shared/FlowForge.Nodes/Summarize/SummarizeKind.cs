using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Summarize;

/// <summary>Computes over all items or over groups of them.</summary>
internal sealed class SummarizeKind : INodeKind
{
    private readonly TypedParameters<SummarizeParameters> parameters = new((_, resolved) => SummarizeParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => SummarizeDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var input = context.FirstInput;
        using var grouping = new Grouping(read.Value);
        await foreach (var (item, index) in Walk.Of(input, cancellation).ConfigureAwait(false))
        {
            if (grouping.Add(item, index) is { } failure)
            {
                return new NodeResult.Failed(failure);
            }
        }

        if (input.Count > 0 && grouping.Missing is { } missing)
        {
            return new NodeResult.Failed(missing);
        }

        using var output = new WrittenItems(context, "out");
        var wrong = read.Value.IsSingle
            ? await SingleAsync(output, read.Value, grouping).ConfigureAwait(false)
            : await EachAsync(output, read.Value, grouping).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        return wrong is null ? NodeResult.Done : new NodeResult.Failed(wrong);
    }

    private static async ValueTask<Failure?> EachAsync(WrittenItems output, SummarizeParameters parameters, Grouping grouping)
    {
        foreach (var group in grouping.Groups)
        {
            var draft = new ObjectDraft();
            if (group.Write(draft, parameters.Fields) is { } failure)
            {
                return failure;
            }

            for (var at = parameters.By.Count - 1; at >= 0; at--)
            {
                draft.Put(SummaryName.Plain(parameters.By[at].Text), new(group.Values[at]));
            }

            output.Page.Begin();
            draft.WriteTo(output.Page.Writer());
            await output.EndAsync(default, group.Origins).ConfigureAwait(false);
        }

        return null;
    }

    private static async ValueTask<Failure?> SingleAsync(WrittenItems output, SummarizeParameters parameters, Grouping grouping)
    {
        var root = new ObjectDraft();
        List<Origin> origins = [];
        foreach (var group in grouping.Groups)
        {
            var at = root;
            foreach (var value in group.Values)
            {
                var name = JsText.Of(value);
                if (at.Find(name).Object is not { } inner)
                {
                    at.Put(name, DraftValue.Of(inner = new ObjectDraft()));
                }

                at = inner;
            }

            if (group.Write(at, parameters.Fields) is { } failure)
            {
                return failure;
            }

            origins.AddRange(group.Origins);
        }

        if (origins.Count > 0)
        {
            output.Page.Begin();
            root.WriteTo(output.Page.Writer());
            await output.EndAsync(default, [.. origins.OrderBy(origin => origin.Index)]).ConfigureAwait(false);
        }

        return null;
    }
}
