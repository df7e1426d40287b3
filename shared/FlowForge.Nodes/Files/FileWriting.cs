using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Files;

/// <summary>Writes items into a file. Gives why they cannot be written, or null.</summary>
/// <typeparam name="T">The kind's parameters.</typeparam>
internal delegate ValueTask<Failure?> FileWriter<in T>(ItemList items, T parameters, FileTarget.FileDraft draft, CancellationToken cancellation);

/// <summary>Writes all input items into one file, or each into its own.</summary>
internal static class FileWriting
{
    /// <summary>One file of all items; expressions see the first. Without items there is no file.</summary>
    public static async ValueTask<NodeResult> AllAsync<T>(
        INodeContext context, TypedParameters<T> parameters, Func<T, FileTarget> target, FileWriter<T> write, CancellationToken cancellation)
        where T : class
    {
        if (context.FirstInput.Count == 0)
        {
            return NodeResult.Done;
        }

        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var item = await WriteAsync(context, context.FirstInput, read.Value, target, default, write, cancellation).ConfigureAwait(false);
        if (item.IsFailure)
        {
            return new NodeResult.Failed(item.Failure);
        }

        var origins = Enumerable.Range(0, context.FirstInput.Count).Select(Origin.First).ToArray();
        await context.WriteAsync(context.OutputPorts[0], item.Value, origins).ConfigureAwait(false);
        return NodeResult.Done;
    }

    /// <summary>A file of each item.</summary>
    public static async ValueTask<NodeResult> EachAsync<T>(
        INodeContext context, TypedParameters<T> parameters, Func<T, FileTarget> target, Func<T, Item, Item> kept, FileWriter<T> write,
        CancellationToken cancellation)
        where T : class
    {
        var input = context.FirstInput;
        for (var offset = 0; offset < input.Count;)
        {
            var items = await input.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            var page = await parameters.PageAsync(context, offset, items.Count, cancellation).ConfigureAwait(false);
            for (var at = 0; at < items.Count; at++)
            {
                var (own, one) = (page[at], ItemList.Of([items[at]]));
                var made = own.IsFailure
                    ? own.Failure
                    : await WriteAsync(context, one, own.Value, target, kept(own.Value, items[at]), write, cancellation).ConfigureAwait(false);
                if (!made.IsFailure)
                {
                    await context.WriteAsync(context.OutputPorts[0], made.Value, Origin.First(offset + at)).ConfigureAwait(false);
                }
                else if (context.FailItem(offset + at, made.Failure))
                {
                    return NodeResult.Done;
                }
            }

            offset += items.Count;
        }

        return NodeResult.Done;
    }

    private static async ValueTask<Outcome<Item>> WriteAsync<T>(
        INodeContext context, ItemList items, T parameters, Func<T, FileTarget> target, Item kept, FileWriter<T> write, CancellationToken cancellation)
    {
        var draft = target(parameters).Create(context);
        await using (draft.ConfigureAwait(false))
        {
            if (await write(items, parameters, draft, cancellation).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }

            return await draft.CompleteAsync(kept, cancellation).ConfigureAwait(false);
        }
    }
}
