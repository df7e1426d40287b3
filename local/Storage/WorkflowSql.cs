namespace FlowForge.Local.Storage;

/// <summary>The statements about workflows. Parameters are bound in the order in which they stand.</summary>
internal static class WorkflowSql
{
    private const string Newest =
        """
        SELECT w.id, w.name, w.version, w.published, w.etag, v.hash, d.document, v.saved FROM workflows AS w
        JOIN versions AS v ON v.id = w.id AND v.version = w.version JOIN documents AS d ON d.hash = v.hash
        """;

    private const string Version =
        "SELECT v.id, v.version, v.hash, d.document, v.saved FROM versions AS v JOIN documents AS d ON d.hash = v.hash";

    public const string Get = $"{Newest} WHERE w.id = ?";

    public const string List = $"{Newest} ORDER BY w.id LIMIT ?";

    public const string ListAfter = $"{Newest} WHERE w.id > ? ORDER BY w.id LIMIT ?";

    public const string GetVersion = $"{Version} WHERE v.id = ? AND v.version = ?";

    public const string Versions = "SELECT id, version, hash, '', saved FROM versions WHERE id = ? AND version < ? ORDER BY version DESC LIMIT ?";

    /// <summary>CROSS JOIN keeps the order of the tables: a few workflows, not all of their versions, are read at each start of the host.</summary>
    public const string Published =
        """
        SELECT v.id, v.version, v.hash, d.document, v.saved FROM workflows AS w
        CROSS JOIN versions AS v ON v.id = w.id AND v.version = w.published CROSS JOIN documents AS d ON d.hash = v.hash
        WHERE w.published IS NOT NULL ORDER BY w.id
        """;

    public const string PutWorkflow =
        """
        INSERT INTO workflows (id, name, version, etag) VALUES (?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version, etag = excluded.etag
        """;

    public const string PutVersion = "INSERT INTO versions (id, version, hash, saved) VALUES (?, ?, ?, ?)";

    public const string PutDocument = "INSERT INTO documents (hash, document) VALUES (?, ?) ON CONFLICT DO NOTHING";

    public const string GetDocument = "SELECT document FROM documents WHERE hash = ?";

    public const string Publish = "UPDATE workflows SET published = ? WHERE id = ?";

    public const string DeleteWorkflow = "DELETE FROM workflows WHERE id = ?";

    public const string DeleteVersions = "DELETE FROM versions WHERE id = ?";

    /// <summary>Documents of its versions, to be deleted when no run has them.</summary>
    public static readonly string NoteDocuments =
        $"INSERT INTO removals (kind, id, workflow) SELECT DISTINCT {(int)RemovalKind.Document}, hash, id FROM versions WHERE id = ? ON CONFLICT DO NOTHING";

    /// <summary>Never the same again, so that an ETag of a deleted workflow does not fit its successor.</summary>
    public const string NextChange = "UPDATE workflow_changes SET count = count + 1 RETURNING count";
}
