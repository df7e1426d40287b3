using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Local.Storage;

/// <summary>Variables in the database. The present ones are kept in memory, so that a start reads nothing.</summary>
public sealed class SqliteVariableStore(SqliteDatabase database, TimeProvider clock) : IVariableStore, IDisposable
{
    private readonly SemaphoreSlim _changing = new(1, 1);
    private VariableSet? _current;

    /// <inheritdoc/>
    public ValueTask<Page<Variable>> ListAsync(int limit, string? after, CancellationToken cancellation) =>
        database.ReadAsync((Limit: Math.Clamp(limit, 1, Limits.ListMost), After: after ?? ""), static (session, of) =>
        {
            var rows = session[VariableSql.ListAfter].Bind(of.After).Bind(of.Limit + 1).All(VariableWrites.Row);
            return new Page<Variable>(rows.Take(of.Limit).ToList(), rows.Count > of.Limit ? rows[of.Limit - 1].Name : null);
        }, cancellation);

    /// <inheritdoc/>
    public ValueTask<Variable?> GetAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync(name, static (session, of) => session[VariableSql.Get].Bind(of).First(VariableWrites.Row), cancellation);

    /// <inheritdoc/>
    public ValueTask<VariableResult> SetAsync(string name, JsonElement value, WriteCondition condition, CancellationToken cancellation) =>
        ChangeAsync(session => VariableWrites.Set(session, name, value, condition, clock.GetUtcNow()), cancellation);

    /// <inheritdoc/>
    public ValueTask<VariableResult> DeleteAsync(string name, WriteCondition condition, CancellationToken cancellation) =>
        ChangeAsync(session => VariableWrites.Delete(session, name, condition), cancellation);

    /// <inheritdoc/>
    public ValueTask<VariableSet> CurrentAsync(CancellationToken cancellation) =>
        Volatile.Read(ref _current) is { } known ? new(known) : LoadAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    private async ValueTask<VariableSet> LoadAsync(CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return _current ??= await database.ReadAsync<object?, VariableSet>(
                null, static (session, _) => VariableWrites.All(session), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async ValueTask<VariableResult> ChangeAsync(Func<Session, (VariableResult Result, VariableSet? Next)> change, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Forgotten first: a change whose answer is lost may have been made.
            Volatile.Write(ref _current, null);
            var (result, next) = await database.WriteAsync(change).ConfigureAwait(false);
            Volatile.Write(ref _current, next);
            return result;
        }
        finally
        {
            _changing.Release();
        }
    }
}
