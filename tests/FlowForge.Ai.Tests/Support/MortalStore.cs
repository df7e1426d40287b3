using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Ai.Tests.Support;

/// <summary>A host's way to its store. After so many durable writes the host is dead: the last write stands, nobody is told, and nothing is written any more.</summary>
internal sealed class MortalStore(IRunStore inner, int writes) : RunStoreOver(inner)
{
    private readonly TaskCompletionSource never = new();
    private int left = writes;

    public bool IsDead => Volatile.Read(ref left) <= 0;

    /// <summary>Dies now.</summary>
    public void Kill() => Volatile.Write(ref left, 0);

    public override ValueTask<JournalResult> WriteAsync(JournalWrite write) => OnceAsync(() => base.WriteAsync(write));

    public override ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) => OnceAsync(() => base.PostAsync(mail, now));

    public override ValueTask<bool> ExpireWaitAsync(WaitKey wait) => OnceAsync(() => base.ExpireWaitAsync(wait));

    private async ValueTask<T> OnceAsync<T>(Func<ValueTask<T>> write)
    {
        if (Interlocked.Decrement(ref left) < 0)
        {
            await never.Task;
        }

        var result = await write();
        if (IsDead)
        {
            await never.Task;
        }

        return result;
    }
}
