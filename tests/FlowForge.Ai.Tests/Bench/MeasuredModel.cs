using FlowForge.Ai.Models;
using FlowForge.AiBench;
using FlowForge.AiBench.Sets;
using FlowForge.Ai.Tests.Support;
using FlowForge.Egress;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Bench;

/// <summary>The sets of <c>bench/ai</c>, and a scripted server that is measured with them over real HTTP.</summary>
internal sealed class MeasuredModel : IAsyncDisposable
{
    public static readonly IReadOnlyList<PromptCase> Prompts = SetFiles.Prompts(AppContext.BaseDirectory);
    public static readonly IReadOnlyList<HealCase> Heals = SetFiles.Heals(AppContext.BaseDirectory);

    private readonly SafeEgress egress = new(EgressOptions.Parse("127.0.0.1").Value!, TimeProvider.System);

    private MeasuredModel(ScriptedModel server) => Server = server;

    public ScriptedModel Server { get; }

    /// <summary>A server that answers as the sets' references say.</summary>
    public static async Task<MeasuredModel> StartAsync()
    {
        var measured = new MeasuredModel(await ScriptedModel.StartAsync());
        measured.Server.Otherwise = static call => ReferenceModel.ReplyTo([.. call.Messages.Select(static one => one.Text)], Prompts, Heals) is { } reply ? new ScriptedReply.Text(reply, 4096) : null;
        return measured;
    }

    public Measurement Measure(int tries = 1, int parallel = 2) =>
        new(new OpenAiModel(BenchSettings.Model(Setting), egress, TimeProvider.System), AiRoom.Scripts, tries, parallel);

    public static PromptCase Prompt(string id) => Prompts.Single(one => one.Id == id);

    public static HealCase Heal(string id) => Heals.Single(one => one.Id == id);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        egress.Dispose();
    }

    private string? Setting(string name) => name switch
    {
        "FlowForge__Ai__ApiKey" => Server.Key,
        "FlowForge__Ai__BaseUrl" => Server.Address.AbsoluteUri,
        "FlowForge__Ai__Model" => "scripted/one",
        "FlowForge__Ai__Price" => "1,10",
        _ => null,
    };
}
