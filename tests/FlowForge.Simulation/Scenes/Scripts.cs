using FlowForge.Core.Model;

namespace FlowForge.Simulation.Scenes;

/// <summary>The drawn scenes.</summary>
internal static class Scripts
{
    private static readonly Func<string, WorkflowConfig> Heals = _ => new() { Healing = Healing.Suggest };
    private static readonly Func<string, WorkflowConfig> Each = _ => new() { Order = RunOrder.Sequential, Join = JoinRule.Each };

    public static readonly Script[] All =
    [
        new("f:flaky; t -> a; a -> f; f -> b") { Change = Retried(new(4, 0.3)) },
        new("f:flaky; q:quiet; t -> a; t -> q; a -> f; f -> b; q -> b") { Change = Retried(new(3, 7)) },
        new("q:quiet; r:quiet; s:quiet; t -> q; q -> r; r -> s; s -> b", 3),
        new("w:wait {\"seconds\":2}; v:wait {\"seconds\":3}; j:join; t -> a; a -> w; t -> v; w -> j.in1; v -> j.in2; j -> b", 2),
        new("l:loop {\"concurrency\":2}; w:wait {\"seconds\":1}; q:quiet; t -> l; l.loop -> w; w -> q; q -> l; l.done -> b", 4),
        new("l:loop; q:quiet; r:quiet; t -> l; l.loop -> q; q -> r; r -> l; l.done -> b", 6),
        new("l:loop {\"batchSize\":2}; a:tag; t -> l; l.loop -> a; a -> l; l.done -> b", 5),
        new("l:loop {\"concurrency\":3}; s:split; t -> l; l.loop -> s; s.true -> a; a -> l; s.false -> x; x -> y", 4),
        new("q:pass; s:split {\"round\":2}; t -> q; q -> a; a -> s; s.false -> q *5; s.true -> x", 1),
        new("a:fat; b:fat; j:join; t -> a; a -> b; b -> j.in1; a -> j.in2", 4),
        new("w:awaits {\"signal\":\"go\"}; t -> a; a -> w; w -> b") { Messages = "go=1" },
        new("l:loop; w:awaits {\"signal\":\"go\"}; t -> l; l.loop -> w; w -> l; l.done -> b", 3) { Messages = "go=1 go=2 go=3" },
        new("w1:awaits; w2:awaits; j:join; t -> w1; t -> w2; w1 -> j.in1; w2 -> j.in2; j -> y") { Messages = "@w2=1 @w1=2" },
        new("w:awaits {\"deadline\":2}; v:awaits; t -> w; w.timeout -> v; v -> c; w -> a") { Messages = "@w=1 @v=1", IsRace = true },
        new("w:awaits {\"deadline\":1}; t -> w; w -> a; w.timeout -> b; b -> c"),
        new("h:needs; t -> a; a -> h; h -> b") { Config = Heals, Pauses = "h=apply" },
        new("h:needs; t -> a; a -> h; h -> b") { Config = Heals, Pauses = "h=retry h=7" },
        new("h:needs; q:quiet; t -> h; t -> q; h -> b; q -> b") { Config = Heals, Pauses = "h=skip" },
        new("h:needs; w:wait {\"seconds\":2}; t -> h; t -> w; h -> b; w -> c") { Config = Heals, Pauses = "h=grow" },
        new("h:needs; t -> h; h -> b") { Config = Heals, Pauses = "h=fail" },
        new("x:tag; t -> a; a -> x; x -> b") { Breakpoints = "x,b", Pauses = "x=continue b=skip" },
        new("c:calls {\"id\":\"child\",\"each\":1}; t -> a; a -> c; c -> b", 3) { Others = [("child", "t:trigger.workflow; t -> x; x -> y")] },
        new("c:calls {\"id\":\"child\"}; t -> c; c -> b; c.error -> e", 2)
        {
            Others = [("child", "t:trigger.workflow; w:wait {\"seconds\":1}; f:stops; t -> w; w -> f")],
            Change = node => node.Kind == "calls" ? node with { OnError = OnError.ErrorOutput } : node,
        },
        new("c:calls {\"id\":\"child\",\"waits\":false}; t -> c; c -> b", 2) { Others = [("child", "t:trigger.workflow; t -> x")] },
        new("f:stops; t -> a; a -> f") { Config = id => new() { ErrorWorkflow = $"{id}alert" }, Others = [("alert", "t:trigger.error; t -> e")] },
        new("f:needs; t -> a; a -> f; f -> b; f.error -> e") { Change = node => node.Kind == "needs" ? node with { OnError = OnError.ErrorOutput, Retry = new(2, 0.1) } : node },
        new("q:quiet; k:count; t -> q; q -> k; k -> b"),
        new("r:answers; t -> r; r -> b; b -> c"),
        new("t -> a; t -> b; a -> j; b -> j; j -> k", 2) { Config = Each },
        new("l:loop {\"batchSize\":2}; w:wait {\"seconds\":1}; t -> l; l.loop -> w; w -> b; b -> l; l.done -> c", 5) { Config = Each },
        new("w:wait {\"seconds\":4}; q:quiet; t -> a; t -> w; w -> b; a -> q; q -> c") { IsCancelled = true },
        new("l:loop; c:calls {\"id\":\"child\"}; t -> l; l.loop -> c; c -> l; l.done -> b", 2) { IsCancelled = true, Others = [("child", "t:trigger.workflow; w:wait {\"seconds\":2}; t -> w; w -> x")] },
        new("q:quiet; r:quiet; t -> q; t -> r; q -> a; r -> a; a -> b; b -> c") { Config = _ => new() { TimeoutSeconds = 0.15 }, IsRace = true },
    ];

    private static Func<Node, Node> Retried(RetryPolicy retry) => node => node.Kind == "flaky" ? node with { Retry = retry } : node;
}
