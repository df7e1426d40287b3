using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;
using FlowForge.Local.Client;
using FlowForge.Local.Settings;
using FlowForge.Nodes.Custom;

namespace FlowForge.Local.Hosting;

/// <summary>
/// Custom kinds of workflows under test: a definition in a file that the command names stands for every version of its kind, and other kinds are those of the data folder, or of
/// the host that owns it.
/// </summary>
internal sealed class TestKinds
{
    private readonly MemoryCustomKindStore store = new();
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly LocalSettings settings;
    private readonly CustomKinds kinds;

    public TestKinds(LocalSettings settings, ICatalogue builtIn, IScripts scripts)
    {
        this.settings = settings;
        kinds = new(builtIn, store, () => scripts, TimeProvider.System);
    }

    /// <summary>The built-in kinds and the custom ones that have been found so far.</summary>
    public ICatalogue Catalogue => kinds;

    /// <summary>Takes a definition; what is wrong with it, its own tests run in the sandbox.</summary>
    public async Task<IReadOnlyList<Problem>> AddAsync(string path, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new SettingException($"there is no file {path}.");
        }

        if (file.Length > Limits.CustomKindBytes)
        {
            return [new("kind.tooLarge", "", $"A definition has at most {Limits.CustomKindBytes} bytes.")];
        }

        var read = StrictJson.Read(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false), Limits.CustomKindBytes);
        if (read.Problem is { } problem)
        {
            return [problem];
        }

        var problems = await kinds.TryAsync(read.Value, [], cancellation).ConfigureAwait(false);
        if (!problems.Any(static one => !one.IsWarning))
        {
            files[read.Value.GetProperty("kind"u8).GetString()!] = read.Value.GetRawText();
        }

        return problems;
    }

    /// <summary>Looks for the kinds of a workflow that are not known yet; whether any was found.</summary>
    public async Task<bool> FindAsync(Workflow workflow, CancellationToken cancellation)
    {
        ICatalogue known = kinds;
        var missing = workflow.Nodes.Where(node => node.Kind.StartsWith("custom.", StringComparison.Ordinal) && known.Find(node) is null)
            .Select(static node => (node.Kind, node.KindVersion)).Distinct().ToList();
        var isFound = false;
        foreach (var (kind, version) in missing)
        {
            if ((files.GetValueOrDefault(kind) ?? await SavedAsync(kind, version, cancellation).ConfigureAwait(false)) is { } definition)
            {
                isFound |= await store.AddAsync(new(kind, version, definition, TimeProvider.System.GetUtcNow()), cancellation).ConfigureAwait(false);
            }
        }

        if (isFound)
        {
            await kinds.LoadAsync(cancellation).ConfigureAwait(false);
        }

        return isFound;
    }

    private async Task<string?> SavedAsync(string kind, int version, CancellationToken cancellation)
    {
        if (!Directory.Exists(settings.DataFolder))
        {
            return null;
        }

        await using var api = await ApiAccess.OpenAsync(settings, cancellation).ConfigureAwait(false);
        var reply = await api.SendAsync(ApiRequest.Get($"/api/nodes/{Uri.EscapeDataString(kind)}?version={version}"), cancellation).ConfigureAwait(false);
        return reply.IsGood && reply.Json.TryGetProperty("definition"u8, out var definition) ? definition.GetRawText() : null;
    }
}
