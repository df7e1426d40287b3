using System.Globalization;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Retention;

namespace FlowForge.Local.Storage;

/// <summary>
/// Retention in the database: candidates are found by readers, and the writer deletes in small steps. A step is one transaction with whatever else
/// is queued.
/// </summary>
public sealed class SqliteRetention(SqliteDatabase database) : IRetentionStore
{
    private const int Candidates = 64;
    private const string ByThemselves = "own";
    private const string ByHost = "host";
    private const string Sets = "sets";

    /// <inheritdoc/>
    public async ValueTask<RetentionStep> StepAsync(RetentionRule rule, string? after, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var at = after ?? Place(ByThemselves, 0, "");
        if (await database.ReadAsync<object?, bool>(null, static (session, _) => session[RetentionSql.Noted].First(static _ => true), cancellation).ConfigureAwait(false))
        {
            return await database.WriteAsync(session => Step(session, [], rule, at)).ConfigureAwait(false);
        }

        var parts = at.Split(' ', 3);
        if (parts[0] == Sets)
        {
            return new() { Rows = await database.WriteAsync(static session => session[RetentionSql.DeleteVariableSets].Bind(Limits.RetentionRows).Execute()).ConfigureAwait(false) };
        }

        if (parts[0] == ByHost && rule.Keep is null)
        {
            return new() { Next = Sets };
        }

        var limit = parts[0] == ByHost ? rule.EndedBefore : rule.Now;
        var found = await database.ReadAsync((Sql: parts[0] == ByHost ? RetentionSql.EndedBefore : RetentionSql.ExpiredByThemselves, limit, parts), static (session, of) =>
            session[of.Sql].Bind(of.limit).Bind(long.Parse(of.parts[1], CultureInfo.InvariantCulture)).Bind(of.parts[2]).Bind(Candidates)
                .All(static row => (Id: row.Text(0), Family: row.TextOrNull(1) ?? row.Text(0), At: row.Number(2))), cancellation).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return new() { Next = parts[0] == ByHost ? Sets : Place(ByHost, 0, "") };
        }

        var next = Place(parts[0], found[^1].At, found[^1].Id);
        var families = found.Select(run => run.Family).Distinct().ToList();
        return await database.WriteAsync(session => Step(session, families, rule, next)).ConfigureAwait(false);
    }

    /// <summary>Takes out those families that have expired to the last member, and deletes a piece of what is noted.</summary>
    private static RetentionStep Step(Session session, IReadOnlyList<string> families, RetentionRule rule, string next)
    {
        var removal = new Removal(session);
        var runs = 0;
        foreach (var family in families)
        {
            var members = session[RetentionSql.Members].Bind(family).Bind(family).All(RunRows.Run);
            if (members.TrueForAll(rule.HasExpired))
            {
                members.ForEach(removal.Begin);
                runs += members.Count;
            }
        }

        removal.GoOn();
        return new() { Runs = runs, Rows = removal.Rows, Bytes = removal.Bytes, Next = next };
    }

    private static string Place(string kind, long at, string id) => string.Create(CultureInfo.InvariantCulture, $"{kind} {at} {id}");
}
