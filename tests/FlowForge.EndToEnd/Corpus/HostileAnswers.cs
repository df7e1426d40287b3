using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace FlowForge.EndToEnd.Corpus;

/// <summary>Answers that are larger or slower than anyone should take.</summary>
internal static class HostileAnswers
{
    /// <summary>A gigabyte of zeros in a megabyte of gzip.</summary>
    public static async Task BombAsync(Stream body)
    {
        await using var gzip = new GZipStream(body, CompressionLevel.Fastest);
        var zeros = new byte[1024 * 1024];
        for (var i = 0; i < 1024; i++)
        {
            await gzip.WriteAsync(zeros);
        }
    }

    public static async Task EndlessAsync(HttpContext context)
    {
        var chunk = new byte[64 * 1024];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        }
    }

    /// <summary>A byte now and then, so that no time-out between bytes ends it.</summary>
    public static async Task DripAsync(HttpContext context)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await tick.WaitForNextTickAsync(context.RequestAborted))
        {
            await context.Response.Body.WriteAsync("x"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
