using System.Net.Sockets;
using System.Text;

namespace FlowForge.EndToEnd.Corpus;

/// <summary>A request on a bare socket, where it can be seen how much of it was taken before the answer came.</summary>
internal static class RawRequest
{
    /// <summary>Sends zeros until all are sent or an answer has come; gives the answer's beginning and the bytes that went.</summary>
    public static async Task<(string Answer, long Sent)> PostAsync(Uri host, string path, long length)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Host, host.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {host.Authority}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"));
        var buffer = new byte[4096];
        var answer = stream.ReadAsync(buffer).AsTask();
        var sent = 0L;
        var chunk = new byte[64 * 1024];
        Array.Fill(chunk, (byte)'1');
        try
        {
            for (; sent < length && !answer.IsCompleted; sent += chunk.Length)
            {
                await stream.WriteAsync(chunk);
            }
        }
        catch (IOException)
        {
            // Closed by the host; what it answered before is still to be read.
        }

        return (Encoding.ASCII.GetString(buffer, 0, await answer), sent);
    }
}
