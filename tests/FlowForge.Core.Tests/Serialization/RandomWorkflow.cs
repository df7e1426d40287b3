using FlowForge.Core.Model;

namespace FlowForge.Core.Tests.Serialization;

/// <summary>Workflows with every property, and with the texts that formats stumble over.</summary>
public static class RandomWorkflow
{
    private static readonly string[] Texts =
    [
        "plain", "two words", "no", "Yes", "on", "~", "null", "true", "010", "0x1F", "1_000", "1e3", "-1", ".inf", "2024-01-02", "12:30", "<<", "=", "={{ $json.a }}",
        "", " lead", "trail ", "a: b", "a #b", "- x", "? x", "[a]", "{ a }", "&a", "*a", "!t", "|", ">", "%x", "@x", "`x", "'q'", "\"q\"", "a,b", "back\\slash", "tab\there",
        "line\nline", "line\nline\n", "line\n\n\n", "\nfirst\nblank", "  indented\nthen\n", "\ttab\nline", "a\n  \nb", "a\r\nb", "a\u2028b\nc", "a\u0085b\nc", "nul\0in\nx", "\n", "\n\n", " \n \n", "é\u00A0ü", "😀\n😀",
        "\uFEFFmark", "// x\nreturn { a: 1 };\n", "---\n...\n", "# c\n# d", "key: |\n  x\n", "a \nb ", "\n  two\n one", "\n\n\tx\ny\n\n", "\u0001\n", "x\uFFFE\nb", "end:", "a\n#b", "a\n---\nb", "%YAML 1.1\nx",
    ];

    public static string Text(Random random) => random.Next(30) == 0 ? new string('k', random.Next(900, 1200)) : Texts[random.Next(Texts.Length)];

    public static Workflow Next(Random random)
    {
        var nodes = Enumerable.Range(0, random.Next(5)).Select(i => Node(random, i)).ToArray();
        return new()
        {
            Id = $"w{random.Next(100)}",
            Name = Text(random),
            Version = random.Next(3),
            Description = Maybe(random),
            Tags = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text(random))],
            Folder = Maybe(random),
            Config = Config(random),
            Nodes = nodes,
            Edges = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Edge(random))],
            Notes = [.. Enumerable.Range(0, random.Next(2)).Select(i => new StickyNote($"s{i}", Text(random), 1.5, -2, random.Next(2) == 0 ? null : 10, null, Maybe(random)))],
            InputSchema = Value(random),
            Mcp = Value(random),
            Meta = Value(random),
        };
    }

    private static System.Text.Json.JsonElement Value(Random random) => random.Next(2) == 0 ? default : RandomJson.Strict(random, 4, Text);

    private static string? Maybe(Random random) => random.Next(2) == 0 ? null : Text(random);

    private static WorkflowConfig Config(Random random) => random.Next(3) == 0 ? new() : new()
    {
        Timezone = Maybe(random),
        TimeoutSeconds = random.Next(2) == 0 ? null : 0.1 * random.Next(100),
        ErrorWorkflow = Maybe(random),
        Healing = random.Next(2) == 0 ? null : (Healing)random.Next(3),
        Concurrency = random.Next(2) == 0 ? null : new(Text(random), random.Next(1, 4), (WhenBusy)random.Next(3)),
        Order = (RunOrder)random.Next(2),
        Join = (JoinRule)random.Next(2),
        RetentionDays = random.Next(2) == 0 ? null : random.Next(1, 90),
    };

    private static Node Node(Random random, int index) => new()
    {
        Id = $"n{index}",
        Kind = Text(random),
        KindVersion = random.Next(1, 3),
        Name = Maybe(random),
        Disabled = random.Next(2) == 0,
        Parameters = RandomJson.Strict(random, 5, Text),
        Credentials = Enumerable.Range(0, random.Next(3)).ToDictionary(i => $"{Text(random)}{i}", _ => Text(random)),
        Retry = random.Next(2) == 0 ? null : new(random.Next(1, 4), random.Next(3), (Backoff)random.Next(3)),
        TimeoutSeconds = random.Next(2) == 0 ? null : random.NextDouble(),
        OnError = (OnError)random.Next(3),
        AlwaysRun = random.Next(2) == 0,
        AlwaysOutput = random.Next(2) == 0,
        RunOnce = random.Next(2) == 0,
        Pinned = random.Next(2) == 0 ? default : System.Text.Json.JsonElement.Parse("{\"out\":[{\"json\":{\"a\":[1,\"no\"]}}]}"),
        Notes = Maybe(random),
        Position = random.Next(2) == 0 ? null : new(random.Next(1000), random.NextDouble()),
        Meta = Value(random),
    };

    private static Edge Edge(Random random) => new()
    {
        From = $"n{random.Next(5)}",
        FromPort = Maybe(random),
        To = $"n{random.Next(5)}",
        ToPort = Maybe(random),
        Kind = random.Next(4) == 0 ? "ai_tool" : Model.Edge.Main,
        RepeatMax = random.Next(4) == 0 ? random.Next(1, 9) : null,
    };
}
