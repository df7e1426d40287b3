using Azure.Data.Tables;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Mail;

/// <summary>Rows about mailboxes and waits, to and fro.</summary>
internal static class MailRows
{
    /// <summary>Column of a mailbox: the last ordinal given.</summary>
    public const string Last = "Last";

    /// <summary>Column of a mailbox: the last ordinal that the run has taken.</summary>
    public const string Taken = "Taken";

    /// <summary>Column of a mailbox: all messages below this ordinal are used, as far as anybody has looked.</summary>
    public const string Floor = "Floor";

    /// <summary>Column of a message whose content the run needs no more.</summary>
    public const string Used = "Used";

    /// <summary>Column of a taken id: which call took it.</summary>
    public const string Token = "Token";

    /// <summary>Column of a mailbox: <see cref="MailCounts"/>.</summary>
    public const string Counts = "Counts";

    public static TableEntity Mailbox(string runId, int last, int taken, int floor, MailCounts counts) => new(RowKeys.Run(runId), RowKeys.Mailbox)
    {
        [Last] = last, [Taken] = taken, [Floor] = floor, [Counts] = counts.Bytes,
    };

    public static async Task<TableEntity> MailAsync(MailRow mail, int ordinal, RowContents contents)
    {
        var row = new TableEntity(RowKeys.Run(mail.RunId), RowKeys.Mail(ordinal))
        {
            ["Ordinal"] = ordinal, ["Id"] = mail.Id, ["Kind"] = (int)mail.Kind, ["Name"] = mail.Name, ["At"] = mail.At.UtcTicks, [Used] = false,
        };
        await contents.PutAsync(row, mail.Content, $"{RunRows.Place(mail.RunId)}mail/", RowContents.Piece).ConfigureAwait(false);
        return row;
    }

    public static async Task<MailRow> MailAsync(string runId, TableEntity row, RowContents contents, CancellationToken cancellation) => new(
        runId, row.Text("Id"), (MailKind)row.Number("Kind"), row.Text("Name"),
        row.GetBoolean(Used) == true ? default : await contents.GetAsync(row, cancellation).ConfigureAwait(false), row.Time("At"))
    {
        Ordinal = row.Number("Ordinal"),
    };

    /// <summary>Marks the id of a message as taken, so that a second one with it is a repeat.</summary>
    public static TableEntity MailId(MailRow mail, string token) => new(RowKeys.Run(mail.RunId), RowKeys.MailId(mail.Id)) { [Token] = token };

    public static TableEntity Wait(WaitRow wait)
    {
        var row = new TableEntity(RowKeys.Run(wait.RunId), RowKeys.Wait(wait.Node, wait.Iteration))
        {
            ["Node"] = wait.Node, ["Iteration"] = wait.Iteration, ["Number"] = wait.Number, ["Mode"] = (int)wait.Mode, ["State"] = (int)wait.State,
        };
        Set(row, "Until", wait.Until?.UtcTicks);
        Set(row, "Signal", wait.Signal);
        Set(row, "Message", wait.Message);
        return row;
    }

    public static WaitRow Wait(string runId, TableEntity row) => new(
        runId, row.Text("Node"), row.Text("Iteration"), row.Number("Number"), (WaitMode)row.Number("Mode"), row.TimeOrNull("Until"))
    {
        Signal = row.Text("Signal"),
        Message = row.Text("Message"),
        State = (WaitState)row.Number("State"),
    };

    private static void Set(TableEntity row, string column, object? value)
    {
        if (value is not null)
        {
            row[column] = value;
        }
    }
}
