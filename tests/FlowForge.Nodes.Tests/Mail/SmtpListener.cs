using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace FlowForge.Nodes.Tests.Mail;

/// <summary>A mail server on a free loopback port: one connection after the other, real SMTP, everything it hears is kept.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private readonly string _offers;
    private Stream _stream = Stream.Null;

    /// <summary>A server that offers these extensions, with spaces between them.</summary>
    public SmtpListener(string offers = "AUTH=PLAIN")
    {
        _offers = offers;
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Commands as they came.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>Mails as they came.</summary>
    public List<string> Mails { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _work;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _stream = client.GetStream();
                await ServeAsync();
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException or AuthenticationException)
            {
                // The client went, or the test did.
            }
        }
    }

    private async Task ServeAsync()
    {
        await SayAsync("220 here");
        while (await LineAsync() is { } line)
        {
            Heard.Add(line);
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (word)
            {
                case "EHLO":
                    var offers = _offers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(offer => offer.Replace('=', ' ')).ToArray();
                    await SayAsync(offers.Length == 0 ? "250 here" : string.Join("\r\n", offers.Select((offer, at) => at == offers.Length - 1 ? $"250 {offer}" : $"250-{offer}")));
                    break;
                case "STARTTLS":
                    await SayAsync("220 go");
                    await SecureAsync();
                    break;
                case "AUTH":
                    await SayAsync(Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])) == "\0me\0secret-password" ? "235 welcome" : "535 no");
                    break;
                case "RCPT" when line.Contains("nobody@", StringComparison.Ordinal):
                    await SayAsync("550 no such user");
                    break;
                case "RCPT" when line.Contains("later@", StringComparison.Ordinal):
                    await SayAsync("450 try later");
                    break;
                case "DATA":
                    await SayAsync("354 go on");
                    Mails.Add(await MailAsync());
                    await SayAsync("250 queued as 1");
                    break;
                case "QUIT":
                    await SayAsync("221 bye");
                    return;
                default:
                    await SayAsync("250 ok");
                    break;
            }
        }
    }

    private async Task SecureAsync()
    {
        using var key = RSA.Create(2048);
        var asked = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = asked.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var secure = new SslStream(_stream);
        _stream = secure;
        await secure.AuthenticateAsServerAsync(certificate);
    }

    private async Task<string> MailAsync()
    {
        var mail = new StringBuilder();
        while (await LineAsync() is { } line && line != ".")
        {
            mail.Append(line).Append('\n');
        }

        return mail.ToString();
    }

    private async Task<string?> LineAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await _stream.ReadAsync(one, _stop.Token) > 0)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }

    private async Task SayAsync(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), _stop.Token);
}
