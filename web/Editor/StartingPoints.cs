using FlowForge.Core.Model;
using FlowForge.Formats;

namespace FlowForge.Web.Editor;

/// <summary>A way to begin, offered on an empty canvas.</summary>
internal sealed record StartingPoint(string Id, string Title, string Text, string Icon, string Group, Func<Workflow> Workflow);

/// <summary>The ways to begin. Each runs as it is, and shows one idea.</summary>
internal static class StartingPoints
{
    public static readonly IReadOnlyList<StartingPoint> All =
    [
        new("example", "A small example", "Orders come in, large ones get a discount. Run it and watch the data.", Icon: "sparkles", "flow", Example),
        new("manual", "I start it by hand", "A button in the editor. Right for trying things out.", Icon: "play", "trigger", Manual),
        new("webhook", "A call from outside", "An address that other programs send data to, with an answer.", Icon: "webhook", "trigger", Webhook),
    ];

    private static Workflow Manual() => Read("""
        flowforge: 1
        id: start
        name: My workflow
        graph:
          nodes:
            - { id: start, kind: trigger.manual, name: Start by hand, position: { x: 0, y: 0 } }
        """);

    private static Workflow Webhook() => Read("""
        flowforge: 1
        id: start
        name: My webhook
        graph:
          nodes:
            - { id: hook, kind: trigger.webhook, name: Webhook, parameters: { path: my-hook, method: POST, respond: lastNode }, position: { x: 0, y: 0 } }
            - { id: answer, kind: set, name: Answer, parameters: { fields: { hello: "={{ $json.body.name ?? 'world' }}" }, keep: none }, position: { x: 300, y: 0 } }
          edges:
            - { from: hook, to: answer }
        """);

    private static Workflow Example() => Read("""
        flowforge: 1
        id: start
        name: Orders with a discount
        graph:
          nodes:
            - { id: start, kind: trigger.manual, name: Start by hand, position: { x: 0, y: 100 } }
            - id: orders
              kind: code
              name: Three orders
              parameters:
                mode: allItems
                source: |
                  return [
                    { customer: 'Ada', total: 120 },
                    { customer: 'Grace', total: 35 },
                    { customer: 'Alan', total: 310 },
                  ];
              position: { x: 300, y: 100 }
            - id: large
              kind: if
              name: Large order?
              parameters: { conditions: [{ left: "={{ $json.total }}", operator: number.gte, right: 100 }], combine: all }
              position: { x: 600, y: 80 }
            - id: discount
              kind: set
              name: Give 10 % off
              parameters: { fields: { discount: "={{ $json.total * 0.1 }}", toPay: "={{ $json.total * 0.9 }}" }, keep: all }
              position: { x: 900, y: 0 }
            - id: plain
              kind: set
              name: Full price
              parameters: { fields: { toPay: "={{ $json.total }}" }, keep: all }
              position: { x: 900, y: 160 }
            - { id: all, kind: merge, name: All orders, parameters: { mode: append }, position: { x: 1200, y: 70 } }
          edges:
            - { from: start, to: orders }
            - { from: orders, to: large }
            - { from: large, to: discount }
            - { from: large, fromPort: "false", to: plain }
            - { from: discount, to: all }
            - { from: plain, to: all, toPort: in2 }
        """);

    private static Workflow Read(string yaml)
    {
        var reading = WorkflowYaml.Read(System.Text.Encoding.UTF8.GetBytes(yaml));
        return reading.Workflow ?? throw new InvalidOperationException(reading.Problems[0].Message);
    }
}
