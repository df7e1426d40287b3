using FlowForge.Ai;
using FlowForge.Ai.Models;
using FlowForge.Core.Ports;
using FlowForge.Egress;
using FlowForge.Local.Settings;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Hosting;

/// <summary>The language models of this process, with a way out of their own: to the origin that the settings name, besides the public internet.</summary>
internal sealed class AiPart : IDisposable
{
    private readonly SafeEgress egress;

    private AiPart(AiOptions options, string dataFolder)
    {
        egress = new(EgressOptions.To(options.BaseUrl), TimeProvider.System);
        Model = new OpenAiModel(options, egress, TimeProvider.System, new UsageFile(dataFolder));
    }

    /// <summary>The models.</summary>
    public ILanguageModel Model { get; }

    /// <summary>The models as the settings have them.</summary>
    public static AiPart Create(LocalSettings settings) => new(AiSettings.Of(settings), settings.DataFolder);

    public void Dispose() => egress.Dispose();
}
