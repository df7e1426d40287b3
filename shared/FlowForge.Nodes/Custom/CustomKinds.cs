using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Nodes.Custom;

/// <summary>
/// A catalogue of built-in kinds and, beside them, the custom kinds of a store. All versions are at hand; a node gets the one it names, so that a run
/// keeps its kinds with its document, whatever is added later.
/// </summary>
/// <param name="builtIn">Kinds of every host.</param>
/// <param name="store">Where versions are kept.</param>
/// <param name="scripts">The sandbox of the tests; asked only when a kind is saved.</param>
/// <param name="clock">The clock.</param>
public sealed class CustomKinds(ICatalogue builtIn, ICustomKindStore store, Func<IScripts> scripts, TimeProvider clock) : ICatalogue, ICustomKinds
{
    private volatile State _state = new(builtIn, []);

    /// <inheritdoc/>
    public IReadOnlyCollection<INodeKind> Kinds => _state.Kinds;

    /// <summary>Reads what the store has; comes before anything is planned.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellation) =>
        _state = new(builtIn, [.. (await store.LoadAsync(cancellation).ConfigureAwait(false)).Select(row => new Version(row))]);

    /// <inheritdoc/>
    public INodeKind? Find(string kind) => builtIn.Find(kind) ?? _state.Newest(kind)?.Node;

    /// <inheritdoc/>
    public INodeKind? Find(Node node) => builtIn.Find(node) ?? _state.Find(node.Kind, node.KindVersion)?.Node;

    /// <inheritdoc/>
    public CustomKind? Find(string kind, int? version = null) => (version is { } wanted ? _state.Find(kind, wanted) : _state.Newest(kind))?.Kind;

    /// <inheritdoc/>
    public async ValueTask<CustomKindResult> SaveAsync(JsonElement definition, WriteCondition condition, CancellationToken cancellation)
    {
        while (true)
        {
            var newest = definition.ValueKind == JsonValueKind.Object && definition.TryGetProperty("kind"u8, out var name) && name.ValueKind == JsonValueKind.String
                ? _state.Newest(name.GetString()!)
                : null;
            if (!condition.Holds(newest?.Kind.ETag))
            {
                return new CustomKindResult.Conflict(newest?.Kind);
            }

            var (read, problems) = Definition.Read(definition, (newest?.Row.Version ?? 0) + 1, scripts());
            if (read is null)
            {
                return new CustomKindResult.Invalid(problems);
            }

            if (newest is not null && JsonElement.DeepEquals(newest.Kind.Definition, definition))
            {
                return new CustomKindResult.Saved(newest.Kind, IsNew: false);
            }

            if (_state.Count >= Limits.CustomKindVersions)
            {
                return new CustomKindResult.Full();
            }

            var failed = await TestRun.RunAsync(read, scripts(), clock.GetUtcNow(), cancellation).ConfigureAwait(false);
            if (failed.Count > 0)
            {
                return new CustomKindResult.Invalid(failed);
            }

            var row = new CustomKindRow(read.Description.Kind, read.Description.Version, definition.GetRawText(), clock.GetUtcNow());
            var isAdded = await store.AddAsync(row, cancellation).ConfigureAwait(false);
            await LoadAsync(cancellation).ConfigureAwait(false);
            if (isAdded)
            {
                return new CustomKindResult.Saved(_state.Find(row.Kind, row.Version)!.Kind, newest is null);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Problem>> TryAsync(JsonElement definition, IReadOnlyList<Item> samples, CancellationToken cancellation)
    {
        var (read, problems) = Definition.Read(definition, 1, scripts());
        if (read is null)
        {
            return problems;
        }

        var failed = await TestRun.RunAsync(read, scripts(), clock.GetUtcNow(), cancellation).ConfigureAwait(false);
        return failed.Count > 0 || samples.Count == 0 ? failed : await TestRun.SampleAsync(read, samples, scripts(), clock.GetUtcNow(), cancellation).ConfigureAwait(false);
    }

    /// <summary>A stored version. It is read when it is first asked for.</summary>
    private sealed class Version(CustomKindRow row)
    {
        private readonly Lazy<(INodeKind Node, CustomKind Kind)> _read = new(() =>
        {
            var definition = Definition.Stored(row.Definition, row.Version);
            var hash = PayloadHash.Of(System.Text.Encoding.UTF8.GetBytes(row.Definition));
            return (new ScriptedKind(definition), new(definition.Description, definition.Json, $"{row.Version}-{hash[..16]}", row.CreatedAt));
        });

        public CustomKindRow Row => row;

        public INodeKind Node => _read.Value.Node;

        public CustomKind Kind => _read.Value.Kind;
    }

    /// <summary>All versions at a moment.</summary>
    private sealed class State
    {
        private readonly FrozenDictionary<string, Version[]> _byKind;

        public State(ICatalogue builtIn, Version[] versions)
        {
            Count = versions.Length;
            _byKind = versions.GroupBy(version => version.Row.Kind, StringComparer.Ordinal)
                .ToFrozenDictionary(of => of.Key, of => of.OrderBy(version => version.Row.Version).ToArray(), StringComparer.Ordinal);
            Kinds = [.. builtIn.Kinds.Concat(_byKind.Values.Select(of => of[^1].Node)).OrderBy(kind => kind.Description.Kind, StringComparer.Ordinal)];
        }

        public int Count { get; }

        public IReadOnlyCollection<INodeKind> Kinds { get; }

        public Version? Newest(string kind) => _byKind.TryGetValue(kind, out var versions) ? versions[^1] : null;

        public Version? Find(string kind, int version) =>
            _byKind.TryGetValue(kind, out var versions) ? Array.Find(versions, one => one.Row.Version == version) : null;
    }
}
