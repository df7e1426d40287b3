namespace FlowForge.Local.Storage;

/// <summary>The statements about what workflows keep between runs. A scope is a node's id, or empty for the workflow's own.</summary>
internal static class StateSql
{
    public const string PutStamp = "INSERT INTO state_stamps (run, node, iteration) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    /// <summary>A key that is there keeps its row, and so its place.</summary>
    public const string Put =
        """
        INSERT INTO workflow_state (workflow, scope, key, value) VALUES (?, ?, ?, ?)
        ON CONFLICT (workflow, scope, key) DO UPDATE SET value = excluded.value
        """;

    public const string Remove = "DELETE FROM workflow_state WHERE workflow = ? AND scope = ? AND key = ?";

    public const string Read = "SELECT key, value FROM workflow_state WHERE workflow = ? AND scope = ? ORDER BY rowid";

    public const string Scopes = "SELECT DISTINCT scope FROM workflow_state WHERE workflow = ? ORDER BY scope";

    public const string Delete = "DELETE FROM workflow_state WHERE workflow = ?";
}
