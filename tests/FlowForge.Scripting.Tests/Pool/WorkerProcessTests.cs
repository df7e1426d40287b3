using System.Diagnostics;
using System.Text;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Tests.Pool;

/// <summary>The worker program itself, without a pool.</summary>
public sealed class WorkerProcessTests
{
    private static readonly string Worker = new ScriptPoolOptions().WorkerPath;

    [Theory]
    [InlineData("(function(){for (;;);\n})")]
    [InlineData("(function(){let n = 3n; for (let i = 0; i < 60; i++) n *= n;\n})")]
    public async Task Worker_HostDiesDuringAScript_Ends(string source)
    {
        using var worker = Start();
        var output = worker.StandardOutput.BaseStream;
        Assert.Equal(FrameKind.Ready, Frame.Read(output)!.Kind);
        worker.StandardInput.BaseStream.Write(Messages(source));
        worker.StandardInput.BaseStream.Flush();

        worker.StandardInput.Close();

        await worker.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(0, worker.ExitCode);
    }

    [Fact]
    public async Task Worker_InputThatIsNoFrame_Ends()
    {
        using var worker = Start();
        Assert.Equal(FrameKind.Ready, Frame.Read(worker.StandardOutput.BaseStream)!.Kind);

        await worker.StandardInput.WriteAsync("GET / HTTP/1.1\r\n\r\n and more");
        worker.StandardInput.Close();

        await worker.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.NotEqual(0, worker.ExitCode);
    }

    /// <summary>A worker ends with the thread that has started it, as with its host; this one lives as long as the worker.</summary>
    private static Process Start()
    {
        var started = new TaskCompletionSource<Process>();
        new Thread(() =>
        {
            var process = Process.Start(new ProcessStartInfo("dotnet", [Worker])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            started.SetResult(process);
            process.WaitForExit();
        })
        {
            IsBackground = true,
        }.Start();
        return started.Task.GetAwaiter().GetResult();
    }

    private static byte[] Messages(string source)
    {
        var define = FrameWriter.Begin(FrameKind.Define, 1);
        define.AddHeader(new SourceHeader(SourceKind.PerItem, [], false, []), HeaderJson.Default.SourceHeader);
        define.AddSection(Encoding.UTF8.GetBytes(source));
        var job = FrameWriter.Begin(FrameKind.Job, 1);
        job.AddHeader(new JobHeader([new() { Source = 1, Node = "N", TimeoutMs = 10_000 }], [1], false, []), HeaderJson.Default.JobHeader);
        job.AddSection("{}"u8);
        job.AddSection("[{}]"u8);
        return [.. define.End().Span, .. job.End().Span];
    }
}
