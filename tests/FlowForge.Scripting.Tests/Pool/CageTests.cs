using FlowForge.Scripting.Pool;

namespace FlowForge.Scripting.Tests.Pool;

/// <summary>What the operating system holds a worker to. The parts that every Linux gives must hold; Landlock is a matter of how the kernel was built.</summary>
public sealed class CageTests
{
    private static readonly string Worker = new ScriptPoolOptions().WorkerPath;

    [Fact]
    public async Task Cage_OnThisMachine_HoldsWhatEveryLinuxGives()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var report = await WorkerCageReport.TryAsync(null, CancellationToken.None);

        string[] always = ["environment", "memory", "network", "orphan", "processor", "programs", "session", "writing"];
        Assert.Equal(always, report!.Holding.Where(part => part != "reading").Order());
        Assert.DoesNotContain(report.Missing, part => part != "reading");
    }

    [Fact]
    public void Worker_OfAPool_IsInTheCageAndHasNoHandleOfTheHosts()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        using var file = File.Open(Path.GetTempFileName(), FileMode.Open);
        using var worker = WorkerProcess.Start(Worker, static () => { });
        Assert.Equal(FlowForge.Scripting.Protocol.FrameKind.Ready, worker.Read()!.Kind);

        var status = File.ReadAllLines($"/proc/{worker.Id}/status");
        Assert.Contains("NoNewPrivs:\t1", status);
        Assert.Contains("Seccomp:\t2", status);
        var limits = File.ReadAllLines($"/proc/{worker.Id}/limits");
        Assert.Contains(limits, line => line.StartsWith("Max data size", StringComparison.Ordinal) && line.Contains("805306368", StringComparison.Ordinal));
        Assert.Contains(limits, line => line.StartsWith("Max file size", StringComparison.Ordinal) && line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3] == "0");
        var handles = new DirectoryInfo($"/proc/{worker.Id}/fd").EnumerateFiles().Select(one => one.LinkTarget ?? "").ToList();
        Assert.DoesNotContain(handles, target => target.StartsWith("socket:", StringComparison.Ordinal) || target == file.Name);
    }

    [Fact]
    public void Worker_BeforeItsFirstJob_HasALimitOfProcessorTime()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        using var worker = WorkerProcess.Start(Worker, static () => { });
        Assert.Equal(FlowForge.Scripting.Protocol.FrameKind.Ready, worker.Read()!.Kind);

        // The limit stands above what the worker has used and the minute it may take until its first job.
        var limit = File.ReadAllLines($"/proc/{worker.Id}/limits").First(line => line.StartsWith("Max cpu time", StringComparison.Ordinal));
        Assert.InRange(int.Parse(limit.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]), 60, 80);
    }
}
