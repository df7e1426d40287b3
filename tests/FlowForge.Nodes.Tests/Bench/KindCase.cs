using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>
/// A case of a kind, written as data. Files lie in <c>Cases/&lt;kind&gt;/*.json</c> or <c>Cases/&lt;kind&gt;[-topic].json</c> and are found by
/// themselves; each is a list of cases:
/// <code>
/// {
///   "name": "unique within the file",
///   "parameters": { … },                      the node's, default {}; its only expressions are "={{ $json.path }}" and "={{ fail }}"
///   "in": { "in": [json, …] },                 items by input port
///   "files": [{ "data": file } | null, …],     binaries of the first port's items, by index
///   "onError": "continue",                     default stop
///   "manner": "n8n",                           the workflow's, default own; with it the zone is Europe/Berlin
///   "out": { "out": [json, …] },               items by output port, in order, also of their keys; ports that are not named must be empty
///   "outFiles": { "out": [{ "data": file } | null, …] },   binaries by port; a port that is not named is not looked at
///   "from": { "out": [[[port, index], …], …] },   where each item came from
///   "itemFailures": { "0": "code" },           failures by item
///   "failed": "code",                          the node's failure
///   "says": "words of the first failure's message"
/// }
/// </code>
/// A file is <c>{ "text" | "base64" | "hex": …, "mime"?, "fileName"? }</c>; of an expected one only what is named is compared.
/// </summary>
internal sealed record KindCase(string Name, string Kind, JsonElement Body)
{
    private static readonly Catalogue Kinds = BenchKinds.All;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");

    /// <summary>The files with cases, as paths below <c>Cases</c> without their ending.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
        .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/'))
        .Where(file => Kinds.Find(KindOf(file)) is not null)
        .Order(StringComparer.Ordinal);

    /// <summary>All cases of a file, by name.</summary>
    public static Dictionary<string, KindCase> Of(string file) =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, file + ".json"))).EnumerateArray()
            .Select(body => new KindCase(body.GetProperty("name").GetString()!, KindOf(file), body))
            .ToDictionary(one => one.Name);

    /// <summary>The kind that a file is about.</summary>
    public static string KindOf(string file) => file.Contains('/') ? file.Split('/')[0] : file.Split('-')[0];

    /// <summary>Runs it and compares all that the case says; ports it does not name must be empty.</summary>
    public async Task CheckAsync()
    {
        var bench = await BenchAsync();
        var kind = Kinds.Find(Kind)!;
        var result = await bench.RunAsync();
        CheckEnd(result, bench);
        foreach (var port in kind.OutputPorts(bench.Node).Union(bench.Output.Keys))
        {
            Assert.Equal(Expected(port), bench.Texts(port));
        }

        await CheckFilesAsync(bench);
        if (Body.TryGetProperty("from", out var from))
        {
            foreach (var port in from.EnumerateObject())
            {
                Assert.Equal(BenchJson.Compact(port.Value), Origins(bench.Output.GetValueOrDefault(port.Name, [])));
            }
        }
    }

    private async Task<NodeBench> BenchAsync()
    {
        var kind = Kinds.Find(Kind) ?? throw new InvalidOperationException($"No kind {Kind}.");
        var bench = new NodeBench(kind, new Node
        {
            Id = "n",
            Kind = Kind,
            Parameters = Body.TryGetProperty("parameters", out var parameters) ? parameters : JsonConstants.EmptyObject,
            OnError = Body.TryGetProperty("onError", out var onError) ? Enum.Parse<OnError>(onError.GetString()!, ignoreCase: true) : OnError.Stop,
        });
        if (Body.TryGetProperty("manner", out var manner))
        {
            bench = new(kind, bench.Node) { Run = bench.Run with { Manner = Enum.Parse<Manner>(manner.GetString()!, ignoreCase: true), Timezone = "Europe/Berlin" } };
        }

        var files = Body.TryGetProperty("files", out var listed) ? listed.EnumerateArray().ToArray() : [];
        foreach (var port in Body.GetProperty("in").EnumerateObject())
        {
            var items = new List<Item>();
            foreach (var json in port.Value.EnumerateArray())
            {
                var isFirst = port.Name == bench.InputPorts[0];
                items.Add(new(json, await CaseFile.WriteAsync(bench, isFirst ? files.ElementAtOrDefault(items.Count) : default)));
            }

            bench.With(port.Name, ItemList.Of(items));
        }

        return bench;
    }

    private async Task CheckFilesAsync(NodeBench bench)
    {
        if (!Body.TryGetProperty("outFiles", out var expected))
        {
            return;
        }

        foreach (var port in expected.EnumerateObject())
        {
            var items = bench.Output.GetValueOrDefault(port.Name, []);
            Assert.Equal(port.Value.GetArrayLength(), items.Count);
            foreach (var (one, item) in port.Value.EnumerateArray().Zip(items))
            {
                await CaseFile.CheckAsync(bench, one, item.Item.Binary);
            }
        }
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
