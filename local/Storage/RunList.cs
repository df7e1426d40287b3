using System.Globalization;
using System.Text;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Lists of runs, newest first: ids sort by time, so a page is a range of ids and its cursor the last of them.</summary>
internal static class RunList
{
    public static Page<RunRecord> Read(Session session, RunQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, Limits.ListMost);
        var rows = Statement(session, query).Bind(limit + 1).All(RunRows.Run);
        if (rows.Count <= limit)
        {
            return new(rows, null);
        }

        rows.RemoveAt(limit);
        return new(rows, rows[^1].Id);
    }

    /// <summary>The statement with all but its last parameter, the number of rows, bound.</summary>
    public static Statement Statement(Session session, RunQuery query)
    {
        var statement = session[Sql(query)];
        if (query.After is not null)
        {
            statement.Bind(query.After);
        }

        if (query.Workflow is not null)
        {
            statement.Bind(query.Workflow);
        }

        if (query.Caller is not null)
        {
            statement.Bind(query.Caller);
        }

        if (query.From is not null)
        {
            statement.Bind(query.From);
        }

        if (query.To is not null)
        {
            statement.Bind(query.To);
        }

        return statement;
    }

    /// <summary>One text per set of conditions, so that each is prepared once.</summary>
    private static string Sql(RunQuery query)
    {
        var sql = new StringBuilder($"SELECT {RunSql.Columns} FROM runs WHERE 1");
        sql.Append(query.After is null ? "" : " AND id < ?");
        sql.Append(query.Workflow is null ? "" : " AND workflow = ?");
        sql.Append(query.Caller is null ? "" : " AND caller = ?");
        sql.Append(query.From is null ? "" : " AND started >= ?");
        sql.Append(query.To is null ? "" : " AND started < ?");
        if (query.Status is { } status)
        {
            // Spelt out, and with the range the partial index spells: a bound value would not find the index.
            sql.Append(status switch { < RunStatus.Completed => " AND status < 4", RunStatus.Completed => "", _ => " AND status > 4" });
            sql.Append(CultureInfo.InvariantCulture, $" AND status = {(int)status}");
        }

        return sql.Append(" ORDER BY id DESC LIMIT ?").ToString();
    }
}
