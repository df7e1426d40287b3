using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Expressions;

/// <summary>
/// A case of the expression language, written as data in <c>Cases/*.json</c>. A file says where its expected values come from (<c>source</c>), and
/// may give items and nodes to all its cases, and the workflow's manner. A case is an <c>expression</c>, or a whole <c>template</c>; <c>items</c> are what it runs over (one empty
/// item when it says nothing); <c>gives</c> is the value for the first item, <c>each</c> the values for each, <c>fails</c> a part of the failure's
/// message, for item <c>at</c>. With <c>only</c>, only so many of the items. An expression is asked twice, as it stands, so that the fast path answers
/// where it can, and inside a function, so that the engine does.
/// </summary>
internal sealed record ExpressionCase(string Source, JsonElement Case, JsonElement File)
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, ExpressionCase>> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Lazy<Task<Dictionary<string, JsonElement[]>?>>> Batches = new(StringComparer.Ordinal);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Cases");

    /// <summary>The files, by name.</summary>
    public static IEnumerable<string> Files => Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>The cases of a file; the name is the expression, and a number when there is more than one of it.</summary>
    public static Dictionary<string, ExpressionCase> Of(string file) => Known.GetOrAdd(file, static name =>
    {
        var text = JsonElement.Parse(System.IO.File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        var cases = new Dictionary<string, ExpressionCase>(StringComparer.Ordinal);
        foreach (var written in text.GetProperty("cases").EnumerateArray())
        {
            var source = Text(written, "expression") ?? Text(written, "template")!;
            var key = source;
            for (var n = 2; cases.ContainsKey(key); n++)
            {
                key = $"{source} ({n})";
            }

            cases[key] = new(source, written, text);
        }

        return cases;
    });

    private string[] Templates => Case.TryGetProperty("template", out _)
        ? [Source]
        : [$"={{{{ {Source} }}}}", $"={{{{ (() => ({Source}))() }}}}"];

    private bool Fails => Case.TryGetProperty("fails", out _);

    /// <summary>What cases have in common that can be asked in one go.</summary>
    private string Batch => $"{File.GetProperty("source")}|{Text(File, "manner")}|{Part("items")}|{Part("nodes")}|{Part("only")}";

    /// <summary>Runs it and compares. Cases that ask of the same items are asked together, by whichever of them is first.</summary>
    public async Task CheckAsync(string file, ProcessScripts scripts)
    {
        var batch = Fails ? null : await Batches.GetOrAdd(Batch, key => new(() => TogetherAsync(Of(file).Values.Where(other => !other.Fails && other.Batch == key), scripts))).Value;
        foreach (var template in Templates)
        {
            Check(template, batch is not null ? [.. batch[template].Select(value => (Outcome<JsonElement>)value)] : await AloneAsync(template, scripts));
        }
    }

    /// <summary>The values of all templates, by item; null when one of them fails, and each has to be asked alone.</summary>
    private static async Task<Dictionary<string, JsonElement[]>?> TogetherAsync(IEnumerable<ExpressionCase> cases, ProcessScripts scripts)
    {
        var all = cases.ToList();
        var templates = all.SelectMany(one => one.Templates).Distinct().ToList();
        var results = await all[0].ResolveAsync(JsonSerializer.SerializeToElement(templates), scripts);
        return results.Any(result => result.IsFailure)
            ? null
            : templates.Index().ToDictionary(pair => pair.Item, pair => results.Select(result => result.Value[pair.Index]).ToArray(), StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<Outcome<JsonElement>>> AloneAsync(string template, ProcessScripts scripts)
    {
        var results = await ResolveAsync(JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["v"] = template }), scripts);
        return [.. results.Select(result => result.IsFailure ? result : (Outcome<JsonElement>)result.Value.GetProperty("v"))];
    }

    private async Task<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(JsonElement parameters, ProcessScripts scripts)
    {
        var scope = Scope();
        var count = Case.TryGetProperty("only", out var only) ? only.GetInt32() : scope.Items.Count;
        return await scripts.ResolveAsync(scripts.Prepare(parameters), scope, 0, count, default);
    }

    private void Check(string template, IReadOnlyList<Outcome<JsonElement>> results)
    {
        if (Text(Case, "fails") is { } failure)
        {
            var at = Case.TryGetProperty("at", out var place) ? place.GetInt32() : 0;
            Assert.True(results[at].IsFailure, $"{template} gave {Show(results[at])}");
            Assert.Contains(failure, results[at].Failure!.Message, StringComparison.Ordinal);
            return;
        }

        var expected = Case.TryGetProperty("each", out var each) ? each.EnumerateArray().ToArray() : [Case.GetProperty("gives")];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.False(results[i].IsFailure, $"{template}: {results[i].Failure?.Message}");
            var value = results[i].Value;
            Assert.True(JsonElement.DeepEquals(expected[i], value), $"{template} over item {i} gave {value.GetRawText()}, not {expected[i].GetRawText()}");
        }

        Assert.True(each.ValueKind == JsonValueKind.Undefined || expected.Length == results.Count, $"{template} has {results.Count} items");
    }

    private TestScope Scope()
    {
        var scope = new TestScope { Items = ItemList.Of(Items("items") ?? Json.Items("{}")) };
        if (Text(File, "manner") == "n8n")
        {
            scope = new() { Items = scope.Items, Run = scope.Run with { Manner = Manner.N8n } };
        }

        if (!Case.TryGetProperty("nodes", out var nodes) && !File.TryGetProperty("nodes", out nodes))
        {
            return scope;
        }

        foreach (var node in nodes.EnumerateObject())
        {
            scope.With(node.Name, Read(node.Value.GetProperty("items")));
            if (node.Value.TryGetProperty("second", out var second))
            {
                scope.Others[(node.Name, 1)] = ItemList.Of(Read(second));
            }

            if (node.Value.TryGetProperty("context", out var context))
            {
                scope.Contexts[node.Name] = context;
            }

            if (node.Value.TryGetProperty("from", out var from))
            {
                var origins = from.EnumerateArray().ToArray();
                scope.Paired(node.Name, index => origins[index].ValueKind == JsonValueKind.Number
                    ? origins[index].GetInt32()
                    : Failure.Of(FailureCodes.LineageLost, $"The item does not come from an item of node '{node.Name}'. The line is lost at node 'Middle'."));
            }
        }

        return scope;
    }

    private Item[]? Items(string name) =>
        Case.TryGetProperty(name, out var own) ? Read(own) : File.TryGetProperty(name, out var shared) ? Read(shared) : null;

    private string Part(string name) => Case.TryGetProperty(name, out var part) ? part.GetRawText() : "";

    private static Item[] Read(JsonElement items) => [.. items.EnumerateArray().Select(item => new Item(item))];

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string Show(Outcome<JsonElement> outcome) => outcome.IsFailure ? outcome.Failure!.Message : outcome.Value.GetRawText();
}
