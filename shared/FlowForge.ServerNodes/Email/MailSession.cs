using System.Net.Sockets;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace FlowForge.ServerNodes.Email;

/// <summary>One mail's way to its server, over a connection that the address policy let through.</summary>
/// <param name="connections">Opens the connection.</param>
/// <param name="own">The server.</param>
/// <param name="account">The account, or null.</param>
internal sealed class MailSession(IConnections connections, EmailParameters own, OpenedCredential? account)
{
    /// <summary>The server took it for nobody, or not at all.</summary>
    public const string RefusedCode = "email.refused";

    /// <summary>User or password are not right.</summary>
    public const string AccountCode = "email.account";

    /// <summary>The connection cannot be encrypted as it must be.</summary>
    public const string NotSecureCode = "email.notSecure";

    /// <summary>Sends it. Failures: <c>email.*</c>, <c>egress.*</c>, <c>credential.originNotAllowed</c>.</summary>
    public async ValueTask<Outcome<SentMail>> SendAsync(MimeMessage message, TimeProvider clock, CancellationToken cancellation)
    {
        if (account is { Facts.Origins.Count: > 0 } && !MayGo(account))
        {
            return Failure.Of(FailureCodes.CredentialOrigin, $"The credential '{account.Facts.Id}' may not be sent to {own.Host}:{own.Port}.");
        }

        using var time = new CancellationTokenSource(own.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        try
        {
            var opened = await connections.ConnectAsync(own.Host, own.Port, own.Timeout, either.Token).ConfigureAwait(false);
            return opened.IsFailure ? opened.Failure : await TalkAsync(opened.Value.Stream, message, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Failure.Of(FailureCodes.CallTimeout, $"The mail to {own.Host} took longer than {own.Timeout.TotalSeconds:0.###} seconds.", retryable: true);
        }
        catch (SmtpCommandException refused)
        {
            var code = (int)refused.StatusCode;
            return Failure.Of(RefusedCode, $"{own.Host} refused the mail: {code} {Said(refused.Message)}", retryable: code is >= 400 and < 500);
        }
        catch (MailKit.Security.AuthenticationException)
        {
            return Failure.Of(AccountCode, $"{own.Host} did not accept the account.");
        }
        catch (Exception unsafeEnd) when (unsafeEnd is SslHandshakeException or System.Security.Authentication.AuthenticationException)
        {
            return NotSecure();
        }
        catch (NotSupportedException lacking)
        {
            return Failure.Of(RefusedCode, $"{own.Host} cannot take this mail: {Said(lacking.Message)}");
        }
        catch (Exception broken) when (broken is IOException or SocketException or ProtocolException)
        {
            return Failure.Of(FailureCodes.ConnectionFailed, $"The connection to {own.Host} broke, or it does not speak SMTP.", retryable: true);
        }
    }

    private async ValueTask<Outcome<SentMail>> TalkAsync(Stream connection, MimeMessage message, CancellationToken cancellation)
    {
        await using var stream = connection;
        using var client = new Client { CheckCertificateRevocation = false };
        try
        {
            await client.ConnectAsync(stream, own.Host, own.Port, own.Secure, cancellation).ConfigureAwait(false);
        }
        catch (NotSupportedException)
        {
            // Encryption was asked for, and the server has none.
            return NotSecure();
        }

        if (account is not null)
        {
            if (!client.IsSecure && own.Secure != SecureSocketOptions.None)
            {
                return Failure.Of(NotSecureCode, $"{own.Host} offers no encryption, and the account's password is not sent without.");
            }

            if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
            {
                return Failure.Of(AccountCode, $"{own.Host} offers no way to sign in.");
            }

            await client.AuthenticateAsync(account.Value("user"), account.Value("password"), cancellation).ConfigureAwait(false);
        }

        var response = await client.SendAsync(message, cancellation).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancellation).ConfigureAwait(false);
        return new SentMail(client.Refused, Said(response));
    }

    private Failure NotSecure() => Failure.Of(NotSecureCode, $"No secure connection to {own.Host} could be agreed on, or its certificate cannot be trusted.");

    private bool MayGo(OpenedCredential credential) =>
        Uri.TryCreate($"https://{own.Host}:{own.Port}", UriKind.Absolute, out var whole) && Uri.TryCreate($"https://{own.Host}", UriKind.Absolute, out var host)
        && (credential.MayGoTo(whole) || credential.MayGoTo(host));

    // Masked before it is cut, so that no half of a secret is left at the end.
    private string Said(string text) => (account is null ? text : account.Mask.Mask(text)).ReplaceLineEndings(" ") is var line && line.Length > 500 ? line[..500] : line;

    /// <summary>A client that goes on when a server takes only some of the addresses.</summary>
    private sealed class Client : SmtpClient
    {
        private SmtpResponse? last;

        public List<string> Refused { get; } = [];

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            Refused.Add(mailbox.Address);
            last = response;
        }

        protected override void OnNoRecipientsAccepted(MimeMessage message) =>
            throw new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, last?.StatusCode ?? SmtpStatusCode.TransactionFailed, last?.Response ?? "no address was taken");
    }
}

/// <summary>A mail that a server took.</summary>
/// <param name="Refused">Addresses that it did not take.</param>
/// <param name="Response">What it said.</param>
internal sealed record SentMail(IReadOnlyList<string> Refused, string Response);
