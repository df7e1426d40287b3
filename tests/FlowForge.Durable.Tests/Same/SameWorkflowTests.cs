using System.Collections.Concurrent;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.Core.Frames;
using FlowForge.Durable.Tests.Support;
using Xunit.Abstractions;

namespace FlowForge.Durable.Tests.Same;

/// <summary>
/// The samples, and a workflow for each kind of flow, give the same frames, ids and times aside: on the one-process engine, driven with activities repeated and rings lost, driven by hosts that die
/// after each of their writes, and driven over a storage account.
/// </summary>
public sealed class SameWorkflowTests(ITestOutputHelper output)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string[]>>> Known = new(StringComparer.Ordinal);

    public static TheoryData<string> Cases => [.. SameCase.All.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Cases_AreFortyAndMore() => Assert.True(SameCase.All.Count >= 40, $"{SameCase.All.Count} workflows");

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Run_Driven_FramesAreThoseOfTheLocalEngine(string name) => Task.Run(async () =>
    {
        var seed = Seeds.First(output);

        Same(await LocalAsync(name), (await Sides.DrivenAsync(SameCase.All[name], new MemoryRunStore(), seed)).Lines, $"seed {seed}");
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Run_OfHostsThatDieAfterEachWrite_FramesAreThoseOfTheLocalEngine(string name) => Task.Run(async () =>
    {
        var (expected, hosts) = (await LocalAsync(name), 2);
        for (var writes = 1; hosts > 1; writes += writes < 16 ? 1 : 5)
        {
            var store = new MemoryRunStore();
            var world = default(DyingWorld);
            var (lines, _) = await Sides.DrivenAsync(SameCase.All[name], store, seed: 0, instances => world = Dying(store, instances, writes));
            Same(expected, lines, $"the first host dies after {writes} writes");
            hosts = world!.Hosts;
        }
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Run_OverAStorageAccount_FramesAreThoseOfTheLocalEngine(string name) => Task.Run(async () =>
    {
        var counting = new CountingPolicy();
        var account = await AzureStorageAccount.OpenAsync(
            new() { ConnectionString = Azurite.ConnectionString, Name = $"s{Guid.NewGuid():n}"[..20], Configure = client => client.AddPolicy(counting, Azure.Core.HttpPipelinePosition.PerRetry) }, default);
        var expected = await LocalAsync(name);
        var before = counting.Count;

        var (lines, hub) = await Sides.DrivenAsync(SameCase.All[name], new AzureRunStore(account), seed: 0);

        Same(expected, lines, "over the account");
        output.WriteLine($"{counting.Count - before} transactions with those of this test, {hub.MostEvents} events and {hub.MostBytes} bytes of history");
        Assert.InRange(hub.MostBytes, 1, 64 * 1024);
    });

    private static DyingWorld Dying(MemoryRunStore store, HubInstances instances, int writes) => new(store, (_, _) => Sides.Kinds, host => host == 0 ? writes : int.MaxValue)
    {
        Make = host => new(Sides.Kinds, host, scripts: Sides.Scripts, instances: instances),
        Prepare = bench => bench.Know(SameCase.All.Values.Select(one => one.Workflow)),
    };

    private static Task<string[]> LocalAsync(string name) => Known.GetOrAdd(name, static name => new(() => Sides.LocalAsync(SameCase.All[name]))).Value;

    private static void Same(string[] expected, string[] found, string what) => Assert.True(
        expected.SequenceEqual(found), $"{what}:\n- {string.Join("\n- ", expected.Except(found))}\n+ {string.Join("\n+ ", found.Except(expected))}\n{expected.Length} lines, {found.Length} found");
}
