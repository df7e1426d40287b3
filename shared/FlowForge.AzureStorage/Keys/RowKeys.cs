using System.Globalization;

namespace FlowForge.AzureStorage.Keys;

/// <summary>Partition and row keys. Parts are joined by <c>!</c>, which no escaped part holds and which sorts before whatever one holds.</summary>
internal static class RowKeys
{
    /// <summary>Joins parts.</summary>
    public const char Joint = '!';

    /// <summary>The character after <see cref="Joint"/>: ends the range of what begins with a part.</summary>
    private const char AfterJoint = '"';

    /// <summary>Partition of all that belongs to one run.</summary>
    public static string Run(string runId) => $"r{Joint}{Escaped.Of(runId)}";

    /// <summary>The run's own row.</summary>
    public const string RunRow = "run";

    /// <summary>How far the run's mailbox is filled and taken.</summary>
    public const string Mailbox = "run!box";

    /// <summary>Work that a commit left to do; sorts by the moment of the commit.</summary>
    public static string Left(string id) => $"run!left!{id}";

    /// <summary>The last snapshot.</summary>
    public const string Snapshot = "snapshot";

    public static string Segment(int ordinal) => $"segment!{Number(ordinal)}";

    public static string Mail(int ordinal) => $"mail!{Number(ordinal)}";

    public static string MailId(string id) => $"mailid!{Escaped.Of(id)}";

    public static string Wait(string node, string iteration) => $"wait!{Escaped.Of(node)}!{Escaped.Of(iteration)}";

    /// <summary>A fork, in the partition of its family's first run.</summary>
    public static string Member(string runId) => $"member!{Escaped.Of(runId)}";

    /// <summary>The condition that a row's key begins with a part.</summary>
    public static string Under(string partition, string part) =>
        $"PartitionKey eq '{partition}' and RowKey ge '{part}{Joint}' and RowKey lt '{part}{AfterJoint}'";

    /// <summary>The condition that a row is the run's own, its mailbox or work left.</summary>
    public static string Head(string runId) =>
        $"PartitionKey eq '{Run(runId)}' and RowKey ge '{RunRow}' and RowKey lt '{RunRow}{AfterJoint}'";

    private static string Number(int ordinal) => ordinal.ToString("D10", CultureInfo.InvariantCulture);
}
