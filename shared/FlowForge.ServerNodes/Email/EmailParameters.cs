using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;
using MailKit.Security;
using MimeKit;

namespace FlowForge.ServerNodes.Email;

/// <summary>The parameters of <c>email</c>.</summary>
/// <param name="Host">The mail server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Secure">How the connection is encrypted.</param>
/// <param name="Timeout">Time for one mail.</param>
internal sealed record EmailParameters(string Host, int Port, SecureSocketOptions Secure, TimeSpan Timeout)
{
    private static readonly FrozenDictionary<string, SecureSocketOptions> Words = new Dictionary<string, SecureSocketOptions>
    {
        ["auto"] = SecureSocketOptions.Auto, ["tls"] = SecureSocketOptions.SslOnConnect, ["startTls"] = SecureSocketOptions.StartTls, ["none"] = SecureSocketOptions.None,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Who sends it; one address.</summary>
    public required InternetAddressList From { get; init; }

    /// <summary>Who gets it.</summary>
    public required InternetAddressList To { get; init; }

    /// <summary>Who gets a copy.</summary>
    public required InternetAddressList Cc { get; init; }

    /// <summary>Who gets a copy unseen.</summary>
    public required InternetAddressList Bcc { get; init; }

    /// <summary>Where answers go.</summary>
    public required InternetAddressList ReplyTo { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The plain text, or null.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML, or null.</summary>
    public string? Html { get; init; }

    /// <summary>Names of binaries.</summary>
    public required IReadOnlyList<string> Attachments { get; init; }

    public static Outcome<EmailParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var read = new EmailParameters(
            reader.Needed("host"), reader.Whole("port", 587, 1, 65_535), reader.Choice("secure", Words, SecureSocketOptions.Auto),
            TimeSpan.FromSeconds(reader.Number("timeoutSeconds", Limits.CallSeconds, 1, Limits.CallSecondsMost)))
        {
            From = Addresses(reader, "from"),
            To = Addresses(reader, "to"),
            Cc = Addresses(reader, "cc"),
            Bcc = Addresses(reader, "bcc"),
            ReplyTo = Addresses(reader, "replyTo"),
            Subject = reader.Text("subject") ?? "",
            Text = reader.Text("text"),
            Html = reader.Text("html"),
            Attachments = reader.Names("attachments"),
        };
        if (read.From.Count != 1)
        {
            reader.Refuse("from", "must be one address");
        }

        if (read.To.Count + read.Cc.Count + read.Bcc.Count == 0)
        {
            reader.Refuse("to", "is needed, or one of cc and bcc");
        }

        if (read.Subject.Any(char.IsControl))
        {
            reader.Refuse("subject", "must be one line without control characters");
        }

        return reader.Give(read);
    }

    private static InternetAddressList Addresses(ParameterReader reader, string name)
    {
        if (reader.Text(name) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        if (text.Any(char.IsControl) || !InternetAddressList.TryParse(text, out var list) || !list.All(IsWhole))
        {
            reader.Refuse(name, "must be addresses with commas between them");
            return [];
        }

        if (list.Count > Limits.MailAddresses)
        {
            reader.Refuse(name, $"may have {Limits.MailAddresses} addresses at most");
        }

        return list;
    }

    private static bool IsWhole(InternetAddress address) => address is MailboxAddress mailbox && mailbox.Address.IndexOf('@', StringComparison.Ordinal) is var at
        && at > 0 && at < mailbox.Address.Length - 1;
}
