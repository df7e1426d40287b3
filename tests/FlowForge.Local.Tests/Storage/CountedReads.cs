using System.Reflection;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Tests.Storage;

/// <summary>A store that counts the segments that are read to take up a run; those read for the items of a node are not counted.</summary>
public class CountedReads : DispatchProxy
{
    private IRunStore? _inner;

    /// <summary>Segments so far.</summary>
    public int Segments { get; private set; }

    public static IRunStore Of(IRunStore inner)
    {
        var store = Create<IRunStore, CountedReads>();
        ((CountedReads)store)._inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_inner, args);
        return targetMethod.Name == nameof(IRunStore.ReadSegmentsAsync)
            ? new ValueTask<IReadOnlyList<SegmentRow>>(CountAsync(((ValueTask<IReadOnlyList<SegmentRow>>)answer!).AsTask()))
            : answer;
    }

    private async Task<IReadOnlyList<SegmentRow>> CountAsync(Task<IReadOnlyList<SegmentRow>> reading)
    {
        var rows = await reading;
        Segments += rows.Count;
        return rows;
    }
}
