using FlowForge.Core.Ports;
using FlowForge.Core.Telemetry;
using FlowForge.Core.Testing;
using FlowForge.Egress;
using FlowForge.Local.Settings;
using FlowForge.Scripting;
using FlowForge.Secrets;
using FlowForge.ServerNodes;

namespace FlowForge.Local.Hosting;

/// <summary>The node kinds of this process and what they stand on.</summary>
internal sealed class KindSet : IAsyncDisposable
{
    private readonly SafeEgress egress;
    private readonly Lazy<ProcessScripts> scripts;

    private KindSet(EgressOptions options, LocalSettings settings)
    {
        egress = new(options, TimeProvider.System, Credentials);
        scripts = new(() => new(new() { Meter = Meter }, TimeProvider.System));
        var nowhere = new MockedEgress();
        Quiet = ServerKinds.Create(nowhere, nowhere, new OpenedLater());
        Ai = AiPart.Create(settings);
        Catalogue = ServerKinds.Create(egress, egress, Credentials, Ai.Model);
        Allow = options.Allow.Select(rule => rule.ToString()!).ToList();
    }

    /// <summary>Credentials of calls; there are none before a host opens its vault.</summary>
    public OpenedLater Credentials { get; } = new();

    /// <summary>What is measured in this process.</summary>
    public FlowForgeMeter Meter { get; } = new();

    /// <summary>Its traces.</summary>
    public FlowForgeTraces Traces { get; } = new();

    /// <summary>The way out.</summary>
    public IEgress Egress => egress;

    /// <summary>The kinds.</summary>
    public ICatalogue Catalogue { get; }

    /// <summary>The same over a way out that leads nowhere, for trials.</summary>
    public ICatalogue Quiet { get; }

    /// <summary>The language models.</summary>
    public AiPart Ai { get; }

    /// <summary>Expressions and code; its workers are started at the first use.</summary>
    public IScripts Scripts => scripts.Value;

    /// <summary>What workflows may call besides the public internet.</summary>
    public IReadOnlyList<string> Allow { get; }

    /// <summary>Runs a test of a workflow with these kinds, over a way out that answers as the test says.</summary>
    /// <param name="custom">A catalogue with the custom kinds, which call nobody.</param>
    public TestRunner Tests(ICatalogue custom)
    {
        var answers = new MockedEgress();
        return new(new LayeredCatalogue(ServerKinds.Create(answers, answers, new OpenedLater()), custom), Scripts, answers, TimeProvider.System);
    }

    /// <summary>The kinds as the settings have them.</summary>
    public static KindSet Create(LocalSettings settings)
    {
        var options = EgressOptions.Parse(string.Join(',', settings.EgressAllow));
        return options.IsFailure ? throw new SettingException($"{KnownSetting.Allow.Variable}: {options.Failure.Message}") : new(options.Value, settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (scripts.IsValueCreated)
        {
            await scripts.Value.DisposeAsync().ConfigureAwait(false);
        }

        egress.Dispose();
        Ai.Dispose();
        Meter.Dispose();
        Traces.Dispose();
    }
}
