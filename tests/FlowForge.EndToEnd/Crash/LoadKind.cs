namespace FlowForge.EndToEnd.Crash;

/// <summary>A workflow of the load, and what a run of it gives for a number.</summary>
/// <param name="Id">The workflow's id.</param>
/// <param name="Nodes">Its nodes behind the trigger <c>start</c>, a YAML line each.</param>
/// <param name="Edges">Its edges, a YAML line each.</param>
/// <param name="Output">The json of its one output item for a start with <c>{ n, url }</c>.</param>
internal sealed record LoadKind(string Id, string[] Nodes, string[] Edges, Func<int, string> Output)
{
    public string Yaml =>
        $$"""
        flowforge: 1
        id: {{Id}}
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            {{string.Join("\n    ", Nodes.Select(node => $"- {node}"))}}
          edges:
            {{string.Join("\n    ", Edges.Select(edge => $"- {edge}"))}}
        """;

    /// <summary>Calls in a row, with a script between them.</summary>
    public static readonly LoadKind Calls = new(
        "calls",
        [Call("first", "$json.n"), Script("more", "return { n: $json.ok + 1 }"), Call("second", "$json.n"), Call("third", "$json.ok + 1")],
        ["{ from: start, to: first }", "{ from: first, to: more }", "{ from: more, to: second }", "{ from: second, to: third }"],
        n => $$"""{"ok":{{n + 2}}}""");

    /// <summary>A wait beside a call, joined, and another wait.</summary>
    public static readonly LoadKind Waits = new(
        "waits",
        [
            Wait("pause", 1.5), Call("call", "$json.n"), "{ id: both, kind: merge }", Wait("again", 0.7),
            "{ id: sum, kind: code, parameters: { mode: allItems, source: \"return [{ json: { parts: $input.all().map(item => item.json.n ?? item.json.ok) } }]\" } }",
        ],
        ["{ from: start, to: pause }", "{ from: start, to: call }", "{ from: pause, to: both, toPort: in1 }", "{ from: call, to: both, toPort: in2 }", "{ from: both, to: again }", "{ from: again, to: sum }"],
        n => $$"""{"parts":[{{n}},{{n}}]}""");

    /// <summary>A loop of eight iterations, three at a time, with a call in each.</summary>
    public static readonly LoadKind Loop = new(
        "loop",
        [
            "{ id: many, kind: code, parameters: { mode: allItems, source: \"const n = $input.first().json.n; return Array.from({ length: 8 }, (_, k) => ({ json: { n: n + k } }))\" } }",
            "{ id: each, kind: loop, parameters: { batchSize: 1, concurrency: 3 } }", Call("call", "$json.n"), Wait("pause", 0.2),
            "{ id: sum, kind: code, parameters: { mode: allItems, source: \"return [{ json: { all: $input.all().map(item => item.json.ok) } }]\" } }",
        ],
        ["{ from: start, to: many }", "{ from: many, to: each }", "{ from: each, fromPort: loop, to: call }", "{ from: call, to: pause }", "{ from: pause, to: each }", "{ from: each, fromPort: done, to: sum }"],
        n => $$"""{"all":[{{string.Join(',', Enumerable.Range(n, 8))}}]}""");

    /// <summary>Scripts, some with much to do, between waits, and a repeat.</summary>
    public static readonly LoadKind Scripts = new(
        "scripts",
        [
            Script("one", "let x = 0; for (let i = 0; i < 20000; i++) x = (x + i) % 97; return { n: $json.n, x, rounds: 0 }"), Wait("pause", 0.4),
            Script("two", "return { ...$json, rounds: $json.rounds + 1 }"),
            "{ id: enough, kind: if, parameters: { conditions: [{ left: \"={{ $json.rounds }}\", operator: number.gte, right: 4 }] } }",
            "{ id: end, kind: set, parameters: { fields: { said: \"={{ $json.n }} in {{ $json.rounds }}\" } } }",
        ],
        ["{ from: start, to: one }", "{ from: one, to: pause }", "{ from: pause, to: two }", "{ from: two, to: enough }", "{ from: enough, fromPort: \"true\", to: end }", "{ from: enough, fromPort: \"false\", to: pause, repeat: { max: 9 } }"],
        n => $$"""{"n":{{n}},"x":{{Sum()}},"rounds":4,"said":"{{n}} in 4"}""");

    public static readonly LoadKind[] All = [Calls, Waits, Loop, Scripts];

    private static int Sum()
    {
        var x = 0;
        for (var i = 0; i < 20_000; i++)
        {
            x = (x + i) % 97;
        }

        return x;
    }

    // The query says which call this is, so that the server can tell a repeated one from another.
    private static string Call(string id, string n) =>
        $"{{ id: {id}, kind: http, parameters: {{ method: POST, url: \"={{{{ $('start').first().json.url }}}}/{{{{ $execution.id }}}}/{id}/{{{{ $runIndex }}}}?ms=120&n={{{{ {n} }}}}\" }} }}";

    private static string Script(string id, string source) => $"{{ id: {id}, kind: code, parameters: {{ mode: perItem, source: \"{source}\" }} }}";

    private static string Wait(string id, double seconds) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{ id: {id}, kind: wait, parameters: {{ mode: time, seconds: {seconds} }} }}");
}
