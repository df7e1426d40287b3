using FlowForge.Ai;
using FlowForge.Ai.Models;
using FlowForge.Core.Ports;
using FlowForge.Core.Telemetry;
using FlowForge.Core.Testing;
using FlowForge.Egress;
using FlowForge.Nodes.Custom;
using FlowForge.Scripting;
using FlowForge.Secrets;
using FlowForge.ServerNodes;

namespace FlowForge.Functions.Hosting;

/// <summary>The node kinds of the app and what they stand on.</summary>
internal sealed class AppKinds : IAsyncDisposable
{
    private readonly SafeEgress _egress;
    private readonly SafeEgress _toModels;
    private readonly ProcessScripts _scripts;

    public AppKinds(AppSettings settings, AppStores stores, FlowForgeMeter meter, TimeProvider clock)
    {
        Vault = new(stores.Account.Credentials, stores.Box, stores.Account.Audit, clock);
        _egress = new(settings.Egress, clock, Vault);
        _toModels = new(EgressOptions.To(settings.Ai.BaseUrl), clock);
        _scripts = new(new() { Meter = meter }, clock);
        var model = new OpenAiModel(settings.Ai, _toModels, clock, stores.Account.Usage);
        var nowhere = new MockedEgress();
        Quiet = ServerKinds.Create(nowhere, nowhere, new OpenedLater());
        Catalogue = new(ServerKinds.Create(_egress, _egress, Vault, model), stores.Account.CustomKinds, () => _scripts, clock);
        Assistant = new(model, Catalogue, () => _scripts, Catalogue);
    }

    /// <summary>Credentials.</summary>
    public CredentialVault Vault { get; }

    /// <summary>The way out.</summary>
    public IEgress Egress => _egress;

    /// <summary>Expressions and code.</summary>
    public IScripts Scripts => _scripts;

    /// <summary>The kinds, those of the account included once they are loaded.</summary>
    public CustomKinds Catalogue { get; }

    /// <summary>The built-in kinds over a way out that leads nowhere, for trials.</summary>
    public ICatalogue Quiet { get; }

    /// <summary>The AI layer.</summary>
    public Assistant Assistant { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _scripts.DisposeAsync().ConfigureAwait(false);
        _egress.Dispose();
        _toModels.Dispose();
    }
}
