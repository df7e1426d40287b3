using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Something to write, and who waits for it.</summary>
internal abstract class WriteJob
{
    /// <summary>Writes, inside a transaction. It may be called again when the transaction was undone.</summary>
    public abstract void Write(Session session);

    /// <summary>It is durable.</summary>
    public abstract void Release();

    /// <summary>Nothing of it is written, or nobody knows.</summary>
    public abstract void Fail(Exception reason);
}

/// <summary>A write that gives a value.</summary>
internal sealed class WriteJob<T>(Func<Session, T> write) : WriteJob
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override void Write(Session session) => _result = write(session);

    public override void Release() => _done.SetResult(_result!);

    public override void Fail(Exception reason) =>
        _done.SetException(reason as StoreFault ?? new StoreFault($"The store could not write: {reason.Message}", reason));
}
