using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Validation;

/// <summary>A small catalogue with the shapes of kinds that validation has to tell apart; nothing in it runs.</summary>
public sealed class TestKinds : ICatalogue
{
    private readonly Dictionary<string, INodeKind> kinds = new INodeKind[]
    {
        new Kind(Describe("trigger.manual", "{\"type\":\"object\"}") with { IsTrigger = true, Inputs = [] }),
        new Kind(Describe("noop", "{\"type\":\"object\"}")),
        new Code(Describe("code", "{\"type\":\"object\",\"properties\":{\"source\":{\"type\":\"string\",\"x-literal\":true},\"mode\":{\"enum\":[\"perItem\",\"allItems\"]}},\"required\":[\"source\"]}")),
        new Kind(Describe("if", "{\"type\":\"object\"}") with { Outputs = ["true", "false"] }),
        new Kind(Describe("browser", "{\"type\":\"object\"}") with { RunsIn = RunsIn.Browser }),
        new Strict(Describe("strict", Schema) with { Version = 2 }),
        new Merge(Describe("merge", "{\"type\":\"object\"}")),
        new Switch(Describe("switch", "{\"type\":\"object\",\"properties\":{\"rules\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"name\"]}}}}")),
    }.ToDictionary(kind => kind.Description.Kind);

    private const string Schema =
        """
        { "type": "object", "additionalProperties": false, "required": ["url"],
          "properties": {
            "url": { "type": "string", "minLength": 1, "pattern": "^https?://" },
            "method": { "enum": ["GET", "POST"] },
            "count": { "type": "integer", "minimum": 1, "maximum": 10 },
            "rules": { "type": "array", "maxItems": 2, "items": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } } },
            "fields": { "type": "object", "additionalProperties": { "type": "number" } },
            "auth": { "oneOf": [
              { "type": "object", "required": ["type"], "properties": { "type": { "const": "none" } }, "additionalProperties": false },
              { "type": "object", "required": ["type", "credential"], "properties": { "type": { "const": "basic" }, "credential": { "type": "string" } }, "additionalProperties": false } ] },
            "source": { "type": "string", "maxLength": 5, "x-literal": true } } }
        """;

    public static readonly TestKinds All = new();

    public IReadOnlyCollection<INodeKind> Kinds => kinds.Values;

    public INodeKind? Find(string kind) => kinds.GetValueOrDefault(kind);

    private static KindDescription Describe(string kind, string schema) => new()
    {
        Kind = kind,
        Title = kind,
        Group = "flow",
        Summary = kind,
        Help = kind,
        Icon = kind,
        ParameterSchema = JsonElement.Parse(schema),
        Example = JsonElement.Parse("{}"),
    };

    private class Kind(KindDescription description) : INodeKind
    {
        public KindDescription Description => description;

        public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class Code(KindDescription description) : Kind(description), INodeKind
    {
        public IEnumerable<Capability> Capabilities(Node node) =>
            node.Parameters.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.String ? [new Capability.Script("source", source.GetString()!)] : [];
    }

    private sealed class Strict(KindDescription description) : Kind(description), INodeKind
    {
        public IEnumerable<Capability> Capabilities(Node node) => !node.Parameters.TryGetProperty("url", out var url) || url.ValueKind != JsonValueKind.String ? []
            : url.GetString() is ['=', ..] code ? [new Capability.DynamicHost("url", code)]
            : [new Capability.Host(url.GetString()!)];

        public IEnumerable<ParameterProblem> Check(Node node) =>
            node.Parameters.GetProperty("url").GetString() == "https://odd" ? [new("strict.odd", "url", "It is odd.")] : [];
    }

    private sealed class Merge(KindDescription description) : Kind(description), INodeKind
    {
        public IReadOnlyList<string> InputPorts(Node node, IReadOnlyCollection<string> named) =>
            [.. Enumerable.Range(1, named.Select(port => int.TryParse(port.AsSpan(Math.Min(2, port.Length)), out var n) ? n : 0).Append(2).Max()).Select(n => $"in{n}")];
    }

    private sealed class Switch(KindDescription description) : Kind(description), INodeKind
    {
        public IReadOnlyList<string> OutputPorts(Node node) =>
            [.. node.Parameters.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("name").GetString()!)];
    }
}
