using FlowForge.Web.Client;
using FlowForge.Web.Storage;

namespace FlowForge.Web.Here;

/// <summary>Where the editor's runs go: to the server when there is one, unless the person has chosen this browser.</summary>
public sealed class RunPlaces(ServerPresence presence, BrowserStore store)
{
    private const string Settings = "settings";
    private const string Key = "runPlace";
    private const string Failures = "pauseAtFailures";

    /// <summary>Where the next run goes.</summary>
    public RunPlace Current { get; private set; }

    /// <summary>Whether runs pause at failures rather than end.</summary>
    public bool PausesAtFailures { get; private set; }

    /// <summary>Whether there is a choice.</summary>
    public bool HasServer { get; private set; }

    /// <summary>Looks whether there is a server, and what was chosen.</summary>
    public async Task LookAsync()
    {
        PausesAtFailures = await store.ReadAsync(Settings, Failures) == bool.TrueString;
        HasServer = await presence.IsThereAsync();
        Current = !HasServer || await store.ReadAsync(Settings, Key) == nameof(RunPlace.Here) ? RunPlace.Here : RunPlace.Server;
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
        Current = place;
        await store.WriteAsync(Settings, Key, place.ToString());
    }
}
