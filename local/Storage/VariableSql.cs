namespace FlowForge.Local.Storage;

/// <summary>The statements about variables. Parameters are bound in the order in which they stand.</summary>
internal static class VariableSql
{
    private const string Columns = "name, value, etag, updated";

    public const string Get = $"SELECT {Columns} FROM variables WHERE name = ?";

    public const string All = $"SELECT {Columns} FROM variables ORDER BY name";

    public const string ListAfter = $"SELECT {Columns} FROM variables WHERE name > ? ORDER BY name LIMIT ?";

    public const string Put =
        $"""
        INSERT INTO variables ({Columns}) VALUES (?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value, etag = excluded.etag, updated = excluded.updated
        """;

    public const string Delete = "DELETE FROM variables WHERE name = ?";

    /// <summary>Never the same again, so that an ETag of a deleted variable does not fit its successor.</summary>
    public const string NextChange = "UPDATE variable_changes SET count = count + 1 RETURNING count";

    public const string PutSet = "INSERT INTO variable_sets (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING";

    public const string GetSet = "SELECT content FROM variable_sets WHERE hash = ?";
}
