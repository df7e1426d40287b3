using Azure.Data.Tables;

namespace FlowForge.AzureStorage.Rows;

/// <summary>Columns of rows. A moment is a number of ticks, UTC, so that all that .NET can say fits.</summary>
internal static class Columns
{
    /// <summary>A moment.</summary>
    public static DateTimeOffset Time(this TableEntity row, string column) => new(row.GetInt64(column)!.Value, TimeSpan.Zero);

    /// <summary>A moment, or null.</summary>
    public static DateTimeOffset? TimeOrNull(this TableEntity row, string column) =>
        row.GetInt64(column) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>A number.</summary>
    public static int Number(this TableEntity row, string column) => row.GetInt32(column)!.Value;

    /// <summary>A text.</summary>
    public static string Text(this TableEntity row, string column) => row.GetString(column);
}
