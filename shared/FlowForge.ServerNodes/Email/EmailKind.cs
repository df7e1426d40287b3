using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;
using MimeKit;

namespace FlowForge.ServerNodes.Email;

/// <summary>Sends mails. Failures: <c>email.*</c>, <c>egress.*</c>, <c>credential.*</c>, <c>binary.*</c>, <c>file.tooLarge</c>, <c>node.parameter</c>.</summary>
/// <param name="connections">The way to mail servers.</param>
/// <param name="credentials">The vault that has accounts.</param>
internal sealed class EmailKind(IConnections connections, ICredentials credentials) : INodeKind
{
    private static readonly string[] Types = ["smtp"];
    private readonly TypedParameters<EmailParameters> parameters = new((_, given) => EmailParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => EmailDescription.Value;

    /// <inheritdoc/>
    public bool HasEffect(Node node) => true;

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node)
    {
        if (DrawnParameter.Text(node, "host") is not { Length: > 0 } host)
        {
            return [];
        }

        var port = node.Parameters.TryGetProperty("port", out var given) && given.ValueKind == JsonValueKind.Number ? given.GetRawText() : "587";
        return [host.StartsWith('=') ? new Capability.DynamicHost("host", host) : new Capability.Host(string.Create(CultureInfo.InvariantCulture, $"smtp://{host.ToLowerInvariant()}:{port}"))];
    }

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => HttpAuth.Check(node);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        new EachItemInTurn<EmailParameters>(parameters, SendAsync).RunAsync(context, cancellation);

    private async ValueTask<Outcome<Made[]>> SendAsync(NodeItem item, EmailParameters own, CancellationToken cancellation)
    {
        var account = await Credential.OpenAsync(credentials, item.Context, $"smtp://{own.Host}:{own.Port}", Types, cancellation).ConfigureAwait(false);
        var message = account.IsFailure ? account.Failure : await EmailMessage.WriteAsync(item, own, cancellation).ConfigureAwait(false);
        if (message.IsFailure)
        {
            return message.Failure;
        }

        using var mail = message.Value;
        var sent = await new MailSession(connections, own, account.Value.Value).SendAsync(mail, item.Context.Clock, cancellation).ConfigureAwait(false);
        return sent.IsFailure ? sent.Failure : new Made(Draft(mail, own, sent.Value), item.Item.Binary).Alone();
    }

    private static ObjectDraft Draft(MimeMessage mail, EmailParameters own, SentMail sent)
    {
        var to = own.To.Concat(own.Cc).Concat(own.Bcc).Cast<MailboxAddress>().Select(mailbox => mailbox.Address).Distinct().ToArray();
        var envelope = new ObjectDraft();
        envelope.Put("from", new(JsonValues.Text(((MailboxAddress)own.From[0]).Address)));
        envelope.Put("to", List(to));
        var draft = new ObjectDraft();
        draft.Put("accepted", List(to.Except(sent.Refused)));
        draft.Put("rejected", List(sent.Refused));
        draft.Put("envelope", DraftValue.Of(envelope));
        draft.Put("messageId", new(JsonValues.Text($"<{mail.MessageId}>")));
        draft.Put("response", new(JsonValues.Text(sent.Response)));
        draft.Put("messageSize", new(JsonValues.Write(writer => writer.WriteNumberValue(Size(mail)))));
        return draft;
    }

    private static long Size(MimeMessage mail)
    {
        using var measure = new MimeKit.IO.MeasuringStream();
        mail.WriteTo(measure);
        return measure.Length;
    }

    private static DraftValue List(IEnumerable<string> texts)
    {
        var list = new ArrayDraft();
        foreach (var text in texts)
        {
            list.Add(new(JsonValues.Text(text)));
        }

        return new(default, null, list);
    }
}
