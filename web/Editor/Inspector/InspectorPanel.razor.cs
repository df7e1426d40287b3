using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Editor.Inspector.Schema;
using FlowForge.Web.Editor.Inspector.Values;
using FlowForge.Web.Here;
using FlowForge.Web.Running;
using FlowForge.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace FlowForge.Web.Editor.Inspector;

/// <summary>Shows and changes one node.</summary>
public sealed partial class InspectorPanel
{
    private static readonly InspectorTab[] OwnTabs = [InspectorTab.Parameters, InspectorTab.Settings, InspectorTab.Help];
    private static readonly InspectorTab[] AllTabs = [InspectorTab.Parameters, InspectorTab.Settings, InspectorTab.Input, InspectorTab.Output, InspectorTab.Help];

    private const int MostPinned = 200;

    private KindDescription? kind;
    private FieldSchema? schema;
    private string? schemaOf;
    private string? scope;
    private NodeInput? input;
    private ValueMoment? moment;
    private readonly FieldDrops drops = new();
    private ElementReference host;
    private string? itemOf;
    private int item;

    [Inject]
    private RunPlaces Places { get; set; } = null!;

    [Inject]
    private PageModule Module { get; set; } = null!;

    [Parameter, EditorRequired]
    public EditorSession Session { get; set; } = null!;

    [Parameter, EditorRequired]
    public Node Node { get; set; } = null!;

    /// <summary>The run that is shown, or null.</summary>
    [Parameter]
    public RunReview? Review { get; set; }

    [Parameter]
    public InspectorTab Tab { get; set; }

    [Parameter]
    public EventCallback<InspectorTab> TabChanged { get; set; }

    [Parameter]
    public bool IsWide { get; set; }

    [Parameter]
    public EventCallback<bool> OnWide { get; set; }

    /// <summary>A run up to this node is wanted.</summary>
    [Parameter]
    public EventCallback OnRun { get; set; }

    /// <summary>Whether there is a run whose results before this node can be kept.</summary>
    [Parameter]
    public bool CanRunFrom { get; set; }

    /// <summary>A run from this node on is wanted, with these results.</summary>
    [Parameter]
    public EventCallback OnRunFrom { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private RunFrame? Frame => Review?.Moment.FrameOf(Node.Id);

    private string NoInput => Review is null ? "Run the workflow to see what goes in." : "Nothing had come here by then.";

    private string NoOutput => Review is null ? "Run the workflow to see what comes out." : Frame is { IsResult: false } ? "It is still at work." : "Nothing had come out by then.";

    private string InputFrom => input?.From is { } from ? $" from {from.DisplayName}" : "";

    public ValueTask DisposeAsync() => drops.DisposeAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await drops.BindAsync(Module, host);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        kind = Session.Describe(Node);
        if (schemaOf != Node.Kind)
        {
            schemaOf = Node.Kind;
            schema = kind is null ? null : FieldSchema.Of(kind.ParameterSchema);
        }

        // Another node begins with its first item.
        item = itemOf == Node.Id ? item : 0;
        itemOf = Node.Id;
        input = Review is null ? null : NodeInput.Of(Session.Workflow, Node, Review.Moment);
        await TakeItemAsync(Math.Clamp(item, 0, Math.Max((input?.Count ?? 1) - 1, 0)));
    }

    // The item at hand is what completion offers fields of and what expressions are evaluated with.
    private async Task TakeItemAsync(int index)
    {
        item = index;
        moment = new(
            Session, Node.Id, Review?.Follower.Place ?? Places.Current, Review?.Run.Id, Review?.IterationOf(Node.Id), input?.Frame.Sequence ?? -1, item,
            Review is null ? ValueMoment.IsFed(Session.Workflow, Node.Id) : input is { Count: > 0 });
        if (Review is not null)
        {
            var sample = input?.Port is { } port && await Review.Follower.ItemsAsync(input.Frame, input.IsOutput, port, item, 1) is [var at] ? at : (JsonElement?)null;
            scope = CodeScopes.Of(Session.Workflow, Node, Review.Moment, sample);
        }
        else
        {
            scope = null;
        }
    }

    private Task ChooseAsync(InspectorTab tab) => TabChanged.InvokeAsync(tab);

    private void Rename(ChangeEventArgs change) => Session.Rename(Node.Id, (string?)change.Value ?? "");

    private void SetParameters(JsonElement? parameters) =>
        Session.Apply(new Edit.Replace(Node with { Parameters = parameters ?? JsonElement.Parse("{}") }, "Parameters", "parameters"));

    private void SetNode(Node node) => Session.Apply(new Edit.Replace(node, "Settings", "settings"));

    private bool IsPinned => Node.Pinned.ValueKind == JsonValueKind.Object;

    private void Pin(JsonElement pinned) => Session.Apply(new Edit.Replace(Node with { Pinned = pinned }, pinned.ValueKind == JsonValueKind.Undefined ? "Unpin data" : "Pin data"));

    // What came out, as it stands in documents: { port: [item] }. More than a page is not meant to be kept in one.
    private async Task PinAsync()
    {
        if (Frame is not { } frame)
        {
            return;
        }

        var ports = new List<(string Port, IReadOnlyList<JsonElement> Items)>();
        foreach (var port in frame.Output.Where(port => port.Count > 0))
        {
            ports.Add((port.Port, await Review!.Follower.ItemsAsync(frame, isOutput: true, port, 0, MostPinned) ?? []));
        }

        Pin(JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            foreach (var (port, items) in ports)
            {
                writer.WriteStartArray(port);
                foreach (var item in items)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }));
    }

    private string Count(InspectorTab tab)
    {
        var ports = tab == InspectorTab.Input ? Frame?.Input : tab == InspectorTab.Output ? Frame?.Output : null;
        return ports is { Count: > 0 } ? ports.Sum(port => port.Count).ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
    }
}
