using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>
/// A case from a file: <c>{ name, parameters, in: { port: [json] }, out: { port: [json] }, from?: { port: [[[port, index]]] },
/// itemFailures?: { index: code }, failed?: code, says?: text, onError? }</c>.
/// </summary>
internal sealed record KindCase(string Name, string Kind, JsonElement Body)
{
    private static readonly Catalogue Kinds = BuiltInKinds.Create(new NoEgress());

    /// <summary>All cases of a file, by name; the kind is the name of the file up to a hyphen.</summary>
    public static Dictionary<string, KindCase> Of(string file)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", file + ".json"));
        return JsonElement.Parse(text).EnumerateArray()
            .Select(body => new KindCase(
                body.GetProperty("name").GetString()!,
                file.Split('-')[0],
                body))
            .ToDictionary(one => one.Name);
    }

    /// <summary>Runs it and compares all that the case says; ports it does not name must be empty.</summary>
    public async Task CheckAsync()
    {
        var bench = Bench(out var kind);
        var result = await bench.RunAsync();
        CheckEnd(result, bench);
        foreach (var port in kind.OutputPorts(bench.Node).Union(bench.Output.Keys))
        {
            Assert.Equal(Expected(port), bench.Texts(port));
        }

        if (Body.TryGetProperty("from", out var from))
        {
            foreach (var port in from.EnumerateObject())
            {
                Assert.Equal(BenchJson.Compact(port.Value), Origins(bench.Output.GetValueOrDefault(port.Name, [])));
            }
        }
    }

    private NodeBench Bench(out INodeKind kind)
    {
        kind = Kinds.Find(Kind) ?? throw new InvalidOperationException($"No kind {Kind}.");
        var bench = new NodeBench(kind, new Node
        {
            Id = "n",
            Kind = Kind,
            Parameters = Body.TryGetProperty("parameters", out var parameters) ? parameters : JsonConstants.EmptyObject,
            OnError = Body.TryGetProperty("onError", out var onError) ? Enum.Parse<OnError>(onError.GetString()!, ignoreCase: true) : OnError.Stop,
        });
        foreach (var port in Body.GetProperty("in").EnumerateObject())
        {
            bench.With(port.Name, ItemList.Of([.. port.Value.EnumerateArray().Select(json => new Item(json))]));
        }

        return bench;
    }

    private void CheckEnd(NodeResult result, NodeBench bench)
    {
        var failed = (result as NodeResult.Failed)?.Failure;
        Assert.Equal(Text("failed"), failed?.Code);
        var expected = Body.TryGetProperty("itemFailures", out var failures)
            ? failures.EnumerateObject().Select(pair => $"{pair.Name} {pair.Value.GetString()}") : [];
        Assert.Equal(expected, bench.ItemFailures.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value.Code}"));
        if (Text("says") is { } says)
        {
            Assert.Contains(says, failed?.Message ?? bench.ItemFailures.First().Value.Message, StringComparison.Ordinal);
        }
    }

    private string? Text(string name) => Body.TryGetProperty(name, out var value) ? value.GetString() : null;

    private IEnumerable<string> Expected(string port) =>
        Body.TryGetProperty("out", out var output) && output.TryGetProperty(port, out var items)
            ? items.EnumerateArray().Select(BenchJson.Compact) : [];

    private static string Origins(IEnumerable<BenchItem> items) =>
        $"[{string.Join(',', items.Select(item => $"[{string.Join(',', item.Origins.Select(origin => $"[{origin.Port},{origin.Index}]"))}]"))}]";
}
