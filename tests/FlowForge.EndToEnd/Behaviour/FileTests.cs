using System.Net;
using System.Security.Cryptography;
using FlowForge.EndToEnd.Support;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;

namespace FlowForge.EndToEnd.Behaviour;

/// <summary>Files through the real program; a host of its own, whose memory is measured.</summary>
public sealed class FileTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;
    private HostProcess _host = null!;

    public async Task InitializeAsync() => _host = await HostProcess.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Http_SixtyMegabytesDownUpAndBack_NeverLieInMemory()
    {
        var sent = new TaskCompletionSource<(long Length, string Hash)>();
        await using var server = await CallServer.StartAsync(async (context, _) =>
        {
            if (context.Request.Path == "/up")
            {
                context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
                sent.SetResult((context.Request.ContentLength ?? -1, Convert.ToHexString(await SHA256.HashDataAsync(context.Request.Body))));
                return;
            }

            context.Response.ContentType = "application/zip";
            for (var piece = 0; piece < 60; piece++)
            {
                await context.Response.Body.WriteAsync(Piece(piece));
            }
        });
        await _host.Client.SaveAsync($$"""
            flowforge: 1
            id: carry
            graph:
              nodes:
                - { id: start, kind: trigger.manual }
                - { id: down, kind: http, parameters: { url: "{{server.Url}}/big.zip" } }
                - { id: keep, kind: set, parameters: { fields: { carried: true } } }
                - { id: up, kind: http, parameters: { method: PUT, url: "{{server.Url}}/up", bodyKind: binary } }
              edges:
                - { from: start, to: down }
                - { from: down, to: keep }
                - { from: keep, to: up }
            """);
        var before = _host.ResidentBytes();

        var run = (await _host.Client.RunAsync("carry", seconds: 120)).Completed();
        var kept = Assert.Single(await _host.Client.FramesAsync(run.Id(), "&node=keep"), frame => frame.IsEgress())
            .GetProperty("output").GetProperty("out").GetProperty("items")[0].GetProperty("binary").GetProperty("data");
        await using var back = await _host.Client.Http.GetStreamAsync(new Uri($"runs/{run.Id()}/binary/{kept.GetProperty("ref")}", UriKind.Relative));
        var hash = Convert.ToHexString(await SHA256.HashDataAsync(back));

        var growth = (_host.ResidentBytes() - before) / Megabyte;
        var whole = Convert.ToHexString(SHA256.HashData([.. Enumerable.Range(0, 60).SelectMany(Piece)]));
        Assert.Equal(("big.zip", 60 * Megabyte), (kept.GetProperty("fileName").GetString(), kept.GetProperty("size").GetInt32()));
        Assert.Equal((60L * Megabyte, whole), await sent.Task);
        Assert.Equal(whole, hash);
        Assert.True(growth < 64, $"the host grew by {growth} MB");
    }

    [Fact]
    public async Task Webhook_UploadThatTheHostDiesOver_LeavesNothingBehind()
    {
        await _host.Client.SaveAsync("""
            flowforge: 1
            id: take
            graph:
              nodes:
                - { id: hook, kind: trigger.webhook, parameters: { path: take, respond: lastNode, auth: { type: none } } }
                - { id: end, kind: noop }
              edges:
                - { from: hook, to: end }
            """);
        (await _host.Client.PostAsync("workflows/take/activate")).Expect(HttpStatusCode.OK);
        using var gate = new GatedContent(Piece(1), Piece(2), Piece(3)) { Headers = { ContentType = new("video/mp4") } };
        var upload = _host.Client.Http.PostAsync(new Uri("hooks/take", UriKind.Relative), gate);
        await gate.Sent;
        await Until.HoldsAsync(() => Task.FromResult(StoredBytes() > Megabyte));
        await _host.KillAsync();
        gate.GiveUp();
        await Assert.ThrowsAnyAsync<Exception>(() => upload.WaitAsync(TimeSpan.FromSeconds(60)));

        await _host.StartAgainAsync();

        Assert.Empty((await _host.Client.GetAsync("runs")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(0, StoredBytes());
    }

    /// <summary>Bytes of items and binaries in the store, read beside the host.</summary>
    private long StoredBytes()
    {
        var file = Path.Combine(_host.DataFolder, "flowforge.db");
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(length(content)), 0) FROM payloads";
        return (long)command.ExecuteScalar()!;
    }

    private static byte[] Piece(int seed)
    {
        var piece = new byte[Megabyte];
        new Random(seed).NextBytes(piece);
        return piece;
    }

    /// <summary>A body whose last piece never comes.</summary>
    private sealed class GatedContent(params byte[][] pieces) : HttpContent
    {
        private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sent => _sent.Task;

        public void GiveUp() => _end.SetException(new IOException("gave up"));

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var piece in pieces)
            {
                await stream.WriteAsync(piece);
            }

            await stream.FlushAsync();
            _sent.TrySetResult();
            await _end.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 10L * Megabyte;
            return true;
        }
    }
}
