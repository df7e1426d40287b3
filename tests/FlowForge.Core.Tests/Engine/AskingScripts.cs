using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// Scripts that know one question: a node with <c>{"ask":"X"}</c> gets, for each of its items, the path of the item of X that it came from and that of X's last item.
/// </summary>
internal sealed class AskingScripts : IScripts
{
    /// <summary>A kind that asks, and writes the answers behind its items' paths.</summary>
    public static INodeKind Kind { get; } = new TestKind("asks", async (context, stop) =>
    {
        var items = await context.FirstInput.ReadAllAsync(stop);
        var answers = await context.ResolveAsync(0, items.Count, stop);
        for (var i = 0; i < items.Count; i++)
        {
            var path = items[i].Json.TryGetProperty("path", out var p) ? p.GetString() : "";
            var json = JsonElement.Parse($$"""{"n":{{items[i].Json.GetProperty("n")}},"path":"{{path}}({{answers[i].Value.GetString()}})"}""");
            await context.WriteAsync("out", new(json), Origin.First(i));
        }

        return NodeResult.Done;
    });

    public IPreparedParameters Prepare(JsonElement parameters) => new Question(parameters.TryGetProperty("ask", out var ask) ? ask.GetString() : null);

    public async ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(
        IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation)
    {
        var name = parameters.NodeNames[0]!;
        var all = scope.Output(name, null);
        var last = all.IsFailure ? "none" : await TextAsync(all.Value!, all.Value!.Count - 1, cancellation);
        var answers = new List<Outcome<JsonElement>>();
        foreach (var pair in await scope.PairAsync(name, offset, count, cancellation))
        {
            var item = pair.IsFailure ? pair.Failure.Message : await TextAsync(pair.Value.Items, pair.Value.Index, cancellation);
            answers.Add(JsonElement.Parse($"\"{JsonEncodedText.Encode($"{item}|{last}")}\""));
        }

        return answers;
    }

    public ValueTask<IReadOnlyList<ScriptResult>> RunAsync(IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public IReadOnlyList<string?> NodeNames(string source) => [];

    public string RenameNode(string source, string from, string to) => source;

    public Failure? Check(string source) => null;

    private static async ValueTask<string> TextAsync(ItemList items, int index, CancellationToken cancellation) =>
        index < 0 ? "no item" : (await items.ReadAsync(index, 1, cancellation))[0].Json is var json && json.TryGetProperty("path", out var path)
            ? json.GetProperty("n").GetRawText() + path.GetString()
            : json.GetProperty("n").GetRawText();

    private sealed class Question(string? name) : IPreparedParameters
    {
        public bool IsLiteral => name is null;

        public IReadOnlyList<string?> NodeNames { get; } = name is null ? [] : [name];

        public IReadOnlyList<KeyValuePair<string, Failure>> Problems => [];
    }
}
