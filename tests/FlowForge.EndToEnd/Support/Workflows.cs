namespace FlowForge.EndToEnd.Support;

/// <summary>Workflows as people write them.</summary>
internal static class Workflows
{
    public const string Orders = """
        flowforge: 1
        id: orders
        name: Orders
        graph:
          nodes:
            - { id: hook, kind: trigger.webhook, parameters: { path: orders, method: POST, respond: lastNode, auth: { type: none } } }
            - id: total
              kind: code
              parameters: { mode: perItem, source: "return { total: $json.body.lines.reduce((s, l) => s + l.price * l.count, 0) }" }
            - { id: large, kind: if, parameters: { conditions: [{ left: "={{ $json.total }}", operator: number.gt, right: 100 }], combine: all } }
            - { id: ask, kind: set, parameters: { fields: { answer: "={{ 'ask about ' + $json.total }}" }, keep: none } }
            - { id: ship, kind: set, parameters: { fields: { answer: ship it }, keep: none } }
            - { id: both, kind: merge, parameters: { mode: append } }
          edges:
            - { from: hook, to: total }
            - { from: total, to: large }
            - { from: large, fromPort: "true", to: ask }
            - { from: large, fromPort: "false", to: ship }
            - { from: ask, to: both, toPort: in1 }
            - { from: ship, to: both, toPort: in2 }
        """;

    /// <summary>As n8n would run it: x runs for each edge that brings it something.</summary>
    public const string JoinedTwice = """
        flowforge: 1
        id: twice
        name: Twice
        config: { order: sequential, join: each }
        graph:
          nodes:
            - { id: t, kind: trigger.manual }
            - { id: even, kind: if, parameters: { conditions: [{ left: "={{ $json.n % 2 }}", operator: number.equals, right: 0 }], combine: all } }
            - { id: x, kind: set, parameters: { fields: { run: "={{ $runIndex }}" } } }
            - { id: y, kind: noop }
          edges:
            - { from: t, to: even }
            - { from: even, fromPort: "true", to: x }
            - { from: even, fromPort: "false", to: x }
            - { from: x, to: y }
        """;

    /// <summary>Doubles <c>n</c> after a wait of so many seconds.</summary>
    public static string Slow(int seconds) => $$$"""
        flowforge: 1
        id: slow
        name: Slow
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: rest, kind: wait, parameters: { mode: time, seconds: {{{seconds}}} } }
            - { id: twice, kind: set, parameters: { fields: { n: "={{ $json.n + $json.n }}" }, keep: none } }
          edges:
            - { from: start, to: rest }
            - { from: rest, to: twice }
        """;

    /// <summary>A node whose expression throws, so that healing pauses there.</summary>
    public const string Broken = """
        flowforge: 1
        id: broken
        name: Broken
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: halt, kind: set, parameters: { fields: { n: "={{ $json.no.such }}" } } }
          edges:
            - { from: start, to: halt }
        """;

    public const string BrokenTwice = """
        flowforge: 1
        id: broken-twice
        name: Broken twice
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: one, kind: set, parameters: { fields: { n: "={{ $json.no.such }}" } } }
            - { id: other, kind: set, parameters: { fields: { n: "={{ $json.no.such }}" } } }
          edges:
            - { from: start, to: one }
            - { from: start, to: other }
        """;

    public const string Failing = """
        flowforge: 1
        id: failing
        name: Failing
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: halt, kind: stop, parameters: { message: no more of this } }
          edges:
            - { from: start, to: halt }
        """;
}
