using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// A host's way to its store. After so many durable writes the host is dead: the last write stands, but nobody is told, and nothing is written any more.
/// </summary>
internal sealed class DyingStore(IRunStore inner, EffectLedger ledger, int writes = int.MaxValue) : RunStoreOver(inner)
{
    private readonly TaskCompletionSource _never = new();
    private int _left = writes;
    private volatile bool _isDead;

    public bool IsDead => _isDead;

    public void Kill() => _isDead = true;

    /// <summary>Holds whoever asks for ever, once the host is dead.</summary>
    public Task HoldIfDeadAsync() => _isDead ? _never.Task : Task.CompletedTask;

    public override async ValueTask<JournalResult> WriteAsync(JournalWrite write) => await WriteAsync(async () =>
    {
        var result = await base.WriteAsync(write);
        ledger.Wrote(write);
        return result;
    });

    public override async ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now) => await WriteAsync(async () => await base.PostAsync(mail, now));

    public override async ValueTask<bool> ExpireWaitAsync(WaitKey wait) => await WriteAsync(async () => await base.ExpireWaitAsync(wait));

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var left = Interlocked.Decrement(ref _left);
        if (_isDead || left < 0)
        {
            await _never.Task;
        }

        var result = await write();
        if (left > 0 && !_isDead)
        {
            return result;
        }

        Kill();
        await _never.Task;
        return result;
    }
}
