using FlowForge.Ai.Budgets;
using FlowForge.Ai.Models;
using FlowForge.AiBench.Runs;
using FlowForge.Core.Ports;
using FlowForge.Egress;
using FlowForge.ModelServer;
using FlowForge.ServerNodes;
using FlowForge.Nodes.Custom;
using FlowForge.Core.Frames;
using FlowForge.Scripting;

namespace FlowForge.Ai.Tests.Support;

/// <summary>The AI layer over a scripted server, by real HTTP through the real way out.</summary>
internal sealed class AiRoom : IAsyncDisposable
{
    // One for all tests: its processes are what takes long to start, and end with this one.
    private static readonly Lazy<ProcessScripts> Processes = new(() => new());

    private readonly SafeEgress egress;

    private AiRoom(ScriptedModel server, AiOptions options, TimeProvider clock, IUsageLedger? ledger)
    {
        Server = server;
        egress = new(EgressOptions.Parse("127.0.0.1").Value!, TimeProvider.System);
        Model = new(options, egress, clock, ledger);
        Catalogue = new(ServerKinds.Create(egress, egress, new NoVault(), Model), new MemoryCustomKindStore(), () => Scripts, TimeProvider.System);
        Assistant = new(Model, Catalogue, () => Scripts, Catalogue);
    }

    public static IScripts Scripts => Processes.Value;

    public ScriptedModel Server { get; }

    public OpenAiModel Model { get; }

    public CustomKinds Catalogue { get; }

    public Assistant Assistant { get; }

    public static async Task<AiRoom> OpenAsync(Func<AiOptions, AiOptions>? change = null, TimeProvider? clock = null, IUsageLedger? ledger = null)
    {
        var server = await ScriptedModel.StartAsync();
        var options = new AiOptions { ApiKey = server.Key, BaseUrl = server.Address, Model = "scripted/one" };
        return new(server, change?.Invoke(options) ?? options, clock ?? TimeProvider.System, ledger);
    }

    /// <summary>Asks for text.</summary>
    public ValueTask<Core.Failures.Outcome<ModelReply>> AskAsync(string text = "Hello?", ModelShape? shape = null, string? run = null, int tokens = 1000, Action<string>? onText = null, CancellationToken cancellation = default) =>
        Model.AskAsync(new() { Messages = [new(ModelRole.User, text)], Shape = shape, Run = run, MaxTokens = tokens, OnText = onText }, cancellation);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        egress.Dispose();
    }
}
