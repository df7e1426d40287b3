using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using FlowForge.Bench;

if (args is ["chain", ..])
{
    await ChainTime.PrintAsync();
    return;
}

if (args is ["import", var folder])
{
    await ImportCollection.PrintAsync(folder);
    return;
}

// In this process: the workers are children of it, found beside it.
var config = DefaultConfig.Instance.AddJob(
    Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithWarmupCount(8).WithIterationCount(15));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
