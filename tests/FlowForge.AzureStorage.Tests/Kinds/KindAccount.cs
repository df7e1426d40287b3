using System.Text.Json;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using FlowForge.Egress;
using FlowForge.Nodes;
using FlowForge.Nodes.Tests.Bench;
using FlowForge.Secrets;
using FlowForge.Secrets.Sealing;
using FlowForge.ServerNodes;

namespace FlowForge.AzureStorage.Tests.Kinds;

/// <summary>Runs the kinds of Azure Storage against the emulator: a vault with its account, and the address policy of a host.</summary>
internal sealed class KindAccount : IDisposable
{
    private readonly SafeEgress _egress;
    private readonly Catalogue _kinds;
    private readonly List<NodeBench> _benches = [];

    /// <summary>A host that allows these addresses.</summary>
    public KindAccount(string allow = "127.0.0.1")
    {
        _egress = new(EgressOptions.Parse(allow).Value!, TimeProvider.System);
        var vault = new CredentialVault(new MemoryCredentialStore(), new EnvelopeBox(new([MasterKey.New()])), new MemoryAuditLog(), TimeProvider.System);
        Add(vault, "storage", Azurite.ConnectionString);
        Add(vault, "broken", "no connection string");
        _kinds = ServerKinds.Create(_egress, _egress, vault);
    }

    /// <summary>The last node that ran.</summary>
    public NodeBench Last => _benches[^1];

    /// <summary>Runs a node over one item and gives its items.</summary>
    public async Task<JsonElement[]> RunAsync(string kind, string parameters, string item = "{}", JsonElement binary = default)
    {
        var node = new Node { Id = "n", Kind = kind, Parameters = JsonElement.Parse(parameters), OnError = OnError.Continue };
        var bench = _benches.Count == 0 ? new NodeBench(_kinds.Find(kind)!, node) : new NodeBench(_kinds.Find(kind)!, node) { Binaries = _benches[0].Binaries };
        _benches.Add(bench);
        Assert.Equal(NodeResult.Done, await bench.With("in", ItemList.Of([new Item(JsonElement.Parse(item), binary)])).RunAsync());
        return [.. bench.Output.GetValueOrDefault("out", []).Select(one => one.Item.Json)];
    }

    /// <summary>Runs a node that must fail, and gives the failure.</summary>
    public async Task<string> FailAsync(string kind, string parameters, string item = "{}")
    {
        await RunAsync(kind, parameters, item);
        return $"{Last.ItemFailures[0].Code} {Last.ItemFailures[0].Message}";
    }

    public void Dispose() => _egress.Dispose();

    private static void Add(CredentialVault vault, string id, string connection)
    {
        var made = vault.CreateAsync(new(id, id, "azure", [], new Dictionary<string, string> { ["connectionString"] = connection }), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Assert.Null(made.Failure);
    }
}
