using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Web.Client;

/// <summary>The kinds of every host, and the custom kinds of the server behind this page once they have been asked for.</summary>
public sealed class HostCatalogue(ICatalogue builtIn, ApiClient api) : ICatalogue
{
    private Dictionary<string, INodeKind> custom = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<INodeKind> Kinds => [.. builtIn.Kinds.Concat(custom.Values).OrderBy(kind => kind.Description.Kind, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public INodeKind? Find(string kind) => builtIn.Find(kind) ?? custom.GetValueOrDefault(kind);

    /// <summary>Asks the server what it has besides; what is known stays when it does not answer.</summary>
    public async Task RefreshAsync()
    {
        var found = new Dictionary<string, INodeKind>(StringComparer.Ordinal);
        for (string? after = "custom."; after is not null;)
        {
            if (await api.GetAsync($"/api/nodes?limit=500&after={Uri.EscapeDataString(after)}") is not ApiAnswer.Good good)
            {
                return;
            }

            var page = good.Json();
            foreach (var kind in page.GetProperty("items").EnumerateArray().Where(kind => kind.GetProperty("group").ValueEquals("custom")))
            {
                found[kind.GetProperty("kind").GetString()!] = new DescribedKind(Read(kind));
            }

            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        custom = found;
    }

    private static KindDescription Read(JsonElement kind) => new()
    {
        Kind = Text(kind, "kind"),
        Version = kind.GetProperty("version").GetInt32(),
        Title = Text(kind, "title"),
        Group = Text(kind, "group"),
        Summary = Text(kind, "summary"),
        Help = Text(kind, "help"),
        Icon = Text(kind, "icon"),
        ParameterSchema = kind.GetProperty("parameterSchema").Clone(),
        Example = kind.GetProperty("example").Clone(),
        RunsIn = RunsIn.Server,
        Outputs = [.. kind.GetProperty("outputs").EnumerateArray().Select(port => port.GetString()!)],
    };

    private static string Text(JsonElement kind, string name) => kind.GetProperty(name).GetString()!;

    /// <summary>A kind that the server runs and this page only draws and checks.</summary>
    private sealed class DescribedKind(KindDescription description) : INodeKind
    {
        public KindDescription Description => description;

        public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => throw new NotSupportedException("Nodes are not run in the page.");
    }
}
