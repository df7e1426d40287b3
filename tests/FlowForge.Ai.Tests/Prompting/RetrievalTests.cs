using System.Text.Json;
using FlowForge.Ai.Prompting;
using FlowForge.Ai.Tests.Support;
using FlowForge.Core;
using FlowForge.Core.Assistance;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes;

namespace FlowForge.Ai.Tests.Prompting;

public class RetrievalTests
{
    [Theory]
    [InlineData("Every morning at seven fetch the exchange rates and save them", "trigger.schedule", "http")]
    [InlineData("When an order comes in by webhook, answer with its total", "trigger.webhook", "respond")]
    [InlineData("Ask a manager to approve the expense before it is paid", "wait")]
    [InlineData("Drop duplicates and sort the rows by date", "removeDuplicates", "sort")]
    [InlineData("Read the CSV file and sum up sales by country", "csv", "summarize")]
    [InlineData("For each customer in batches of ten, call the API", "loop", "http")]
    [InlineData("If the total is over 100 notify us, otherwise do nothing", "if")]
    public async Task Find_Request_DescribesTheKindsItNeeds(string prompt, params string[] kinds)
    {
        await using var room = await AiRoom.OpenAsync();

        var described = KindSearch.Find(prompt, null, room.Catalogue).Described.Select(static kind => kind.Kind).ToList();

        Assert.Superset(kinds.ToHashSet(), described.ToHashSet());
        Assert.InRange(described.Count, 1, Limits.AiKindsDescribed);
    }

    [Fact]
    public async Task Messages_LargeCatalogue_StaySmall()
    {
        await using var room = await AiRoom.OpenAsync();
        var many = new Many(room.Catalogue, 2_000);
        var engine = new PromptEngine(room.Model, many, () => AiRoom.Scripts);

        var text = string.Concat(engine.Messages(new WorkflowRequest { Prompt = "Send invoices through the service number 1234 when an order arrives" }).Select(static one => one.Text));

        Assert.Contains("### custom.service-1234\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1, 60_000);
    }

    private sealed class Many(ICatalogue rest, int count) : ICatalogue
    {
        private readonly Dictionary<string, INodeKind> made = Enumerable.Range(0, count).Select(static number => (INodeKind)new Made(number)).ToDictionary(static kind => kind.Description.Kind);

        public IReadOnlyCollection<INodeKind> Kinds => [.. rest.Kinds, .. made.Values];

        public INodeKind? Find(string kind) => made.GetValueOrDefault(kind) ?? rest.Find(kind);
    }

    private sealed class Made(int number) : INodeKind
    {
        public KindDescription Description { get; } = new()
        {
            Kind = $"custom.service-{number}", Title = $"Service {number}", Group = "custom", Summary = $"Sends invoices through the service number {number}.",
            Help = "Invoices.", Icon = "code", ParameterSchema = JsonElement.Parse("""{"type":"object"}"""), Example = JsonElement.Parse("{}"),
        };

        public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
