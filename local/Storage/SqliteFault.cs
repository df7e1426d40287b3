using FlowForge.Core.Ports;
using SQLitePCL;

namespace FlowForge.Local.Storage;

/// <summary>What SQLite refused, with the file, so that a person knows where to look.</summary>
internal static class SqliteFault
{
    public static StoreFault Of(sqlite3 connection, int code) =>
        new($"{raw.sqlite3_db_filename(connection, "main").utf8_to_string()}: SQLite answered {code}: {raw.sqlite3_errmsg(connection).utf8_to_string()}");
}
