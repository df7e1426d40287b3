using FlowForge.Core.Binaries;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;

namespace FlowForge.Core.Forks;

/// <summary>Items that a caller gives in place of a node's input or output, made into what is recorded.</summary>
internal sealed class GivenPorts(EngineParts parts, string family)
{
    /// <summary>
    /// An output for each of <paramref name="ports"/>; one that is not named has no items. Failures: <c>fork.unknownPort</c>, <c>limit.item</c>, <c>binary.unknown</c>.
    /// </summary>
    public async ValueTask<Outcome<IReadOnlyList<PortOutput>>> BuildAsync(
        string nodeId, IReadOnlyList<string> ports, IReadOnlyDictionary<string, IReadOnlyList<Item>> items, Func<int, int, Origin> origin)
    {
        var unknown = items.Keys.FirstOrDefault(port => !ports.Contains(port));
        if (unknown is not null)
        {
            return Failure.Of("fork.unknownPort", $"Node '{nodeId}' has no port '{unknown}' here; it has {string.Join(", ", ports)}.") with { NodeId = nodeId };
        }

        var binaries = new FamilyBinaries(parts.Runs, family);
        var built = new List<PortOutput>(ports.Count);
        for (var p = 0; p < ports.Count; p++)
        {
            var given = items.GetValueOrDefault(ports[p]) ?? [];
            if (ItemPages.TooLarge(given) is { } tooLarge)
            {
                return tooLarge with { NodeId = nodeId };
            }

            if (await binaries.RefuseForeignAsync(given, CancellationToken.None).ConfigureAwait(false) is { } foreign)
            {
                return foreign with { NodeId = nodeId };
            }

            var output = new OutputBuilder(ports[p], family, parts.Pages, SpillAsync);
            for (var i = 0; i < given.Count; i++)
            {
                await output.AddAsync(given[i], origin(p, i), ItemPages.Size(given[i])).ConfigureAwait(false);
            }

            built.Add(await output.BuildAsync().ConfigureAwait(false));
        }

        return Outcome<IReadOnlyList<PortOutput>>.From(built);
    }

    private async ValueTask SpillAsync(Ports.PayloadRow page) => await parts.Runs.WriteAsync(new() { Payloads = [page] }).ConfigureAwait(false);
}
