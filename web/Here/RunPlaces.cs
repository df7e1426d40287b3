using FlowForge.Core.Ports;
using FlowForge.Web.Client;
using FlowForge.Web.SignIn;
using FlowForge.Web.Storage;

namespace FlowForge.Web.Here;

/// <summary>Where the editor's runs go: to the server when there is one, unless the person has chosen this browser.</summary>
public sealed class RunPlaces(ServerPresence presence, ServerAccess access, BrowserStore store)
{
    private const string Settings = "settings";
    private const string Key = "runPlace";
    private const string Failures = "pauseAtFailures";

    private RunPlace chosen;

    /// <summary>Where the next run goes.</summary>
    public RunPlace Current => HasChoice ? chosen : RunPlace.Here;

    /// <summary>Whether runs pause at failures rather than end.</summary>
    public bool PausesAtFailures { get; private set; }

    /// <summary>Whether there is a server, which may have runs to show.</summary>
    public bool HasServer { get; private set; }

    /// <summary>Whether there is a choice: a server that starts runs for whoever has signed in.</summary>
    public bool HasChoice => HasServer && access.May(ApiRole.Editor);

    /// <summary>Looks whether there is a server, and what was chosen.</summary>
    public async Task LookAsync()
    {
        PausesAtFailures = await store.ReadAsync(Settings, Failures) == bool.TrueString;
        HasServer = await presence.IsThereAsync();
        chosen = await store.ReadAsync(Settings, Key) == nameof(RunPlace.Here) ? RunPlace.Here : RunPlace.Server;
    }

    /// <summary>Keeps whether runs pause at failures.</summary>
    public async Task PauseAtFailuresAsync(bool isOn)
    {
        PausesAtFailures = isOn;
        await store.WriteAsync(Settings, Failures, isOn.ToString());
    }

    /// <summary>Keeps a choice.</summary>
    public async Task ChooseAsync(RunPlace place)
    {
        chosen = place;
        await store.WriteAsync(Settings, Key, place.ToString());
    }
}
