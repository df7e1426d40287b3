using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FlowForge.Egress.Tests.Servers;

/// <summary>A server that answers bytes of its own choice, as a hostile one would.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;
    private int connections;

    public RawServer(Func<RawExchange, Task> answer, IPAddress? address = null, int port = 0)
    {
        listener = new TcpListener(address ?? IPAddress.Loopback, port);
        listener.Start();
        loop = AcceptAsync(answer);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}/";

    public int Connections => Volatile.Read(ref connections);

    public static RawServer Answering(string response) => new(exchange => exchange.WriteAsync(response));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync(Func<RawExchange, Task> answer)
    {
        var under = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            Interlocked.Increment(ref connections);
            under.Add(ServeAsync(client, answer));
        }

        await Task.WhenAll(under);
    }

    private async Task ServeAsync(TcpClient client, Func<RawExchange, Task> answer)
    {
        using (client)
        {
            try
            {
                var exchange = new RawExchange(client.GetStream(), stop.Token);
                await exchange.ReadHeadAsync();
                await answer(exchange);
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or SocketException)
            {
                // The client hung up, or the test is over.
            }
        }
    }
}

/// <summary>One connection: the request's head, and a way to write.</summary>
internal sealed class RawExchange(NetworkStream stream, CancellationToken stop)
{
    public string Head { get; private set; } = "";

    public CancellationToken Stop => stop;

    public async Task ReadHeadAsync()
    {
        var buffer = new byte[16 * 1024];
        while (!Head.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, stop);
            if (count == 0)
            {
                throw new IOException("no request");
            }

            Head += Encoding.Latin1.GetString(buffer, 0, count);
        }
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.Latin1.GetBytes(text));

    public async Task WriteAsync(byte[] bytes) => await stream.WriteAsync(bytes, stop);
}
