using FlowForge.Core;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Items;
using MimeKit;

namespace FlowForge.ServerNodes.Email;

/// <summary>Writes a mail.</summary>
internal static class EmailMessage
{
    /// <summary>The mail; <c>binary.*</c>, <c>file.tooLarge</c>.</summary>
    public static async ValueTask<Outcome<MimeMessage>> WriteAsync(NodeItem item, EmailParameters own, CancellationToken cancellation)
    {
        var body = new BodyBuilder { TextBody = own.Text ?? (own.Html is null ? "" : null), HtmlBody = own.Html };
        var left = (long)Limits.MailBytes;
        foreach (var name in own.Attachments)
        {
            if (BinaryRef.Find(item.Item, name) is not { } file)
            {
                return BinaryFailures.None(name);
            }

            left -= file.Size;
            if (left < 0)
            {
                return FileFailures.Past($"The files of the mail have more than {Limits.MailBytes} bytes.");
            }

            var opened = await item.Context.Binaries.OpenAsync(file.Ref, cancellation).ConfigureAwait(false);
            if (opened.IsFailure)
            {
                return opened.Failure;
            }

            await using var content = opened.Value;
            var type = ContentType.TryParse(file.Mime, out var known) ? known : new ContentType("application", "octet-stream");
            await body.Attachments.AddAsync(file.FileName ?? name, content, type, cancellation).ConfigureAwait(false);
        }

        var message = new MimeMessage { Subject = own.Subject, Body = body.ToMessageBody(), Date = item.Context.Clock.GetUtcNow() };
        message.From.AddRange(own.From);
        message.To.AddRange(own.To);
        message.Cc.AddRange(own.Cc);
        message.Bcc.AddRange(own.Bcc);
        message.ReplyTo.AddRange(own.ReplyTo);

        // Sent again after a crash it is the same mail, which servers and programs may recognise.
        message.MessageId = $"{item.Context.IdempotencyKey(item.Index, 0).ToLowerInvariant()}@{((MailboxAddress)own.From[0]).Domain}";
        return message;
    }
}
