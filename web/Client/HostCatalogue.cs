using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Web.Client;

/// <summary>The kinds of every host, and those that only the server behind this page has, custom ones among them, once they have been asked for.</summary>
public sealed class HostCatalogue(ICatalogue builtIn, ApiClient api, TimeProvider clock) : ICatalogue
{
    // Longer than going from page to page takes.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    private Dictionary<string, INodeKind> elsewhere = [];
    private long? askedAt;

    /// <inheritdoc/>
    public IReadOnlyCollection<INodeKind> Kinds => [.. builtIn.Kinds.Concat(elsewhere.Values).OrderBy(kind => kind.Description.Kind, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public INodeKind? Find(string kind) => builtIn.Find(kind) ?? elsewhere.GetValueOrDefault(kind);

    /// <summary>Asks the server what it has besides, unless it was asked within the last minute; what is known stays when it does not answer.</summary>
    public async Task RefreshAsync()
    {
        if (askedAt is { } at && clock.GetElapsedTime(at) < Fresh)
        {
            return;
        }

        var found = new Dictionary<string, INodeKind>(StringComparer.Ordinal);
        for (string? after = ""; after is not null;)
        {
            if (await api.GetAsync(after.Length == 0 ? "/api/nodes?limit=500" : $"/api/nodes?limit=500&after={Uri.EscapeDataString(after)}") is not ApiAnswer.Good good)
            {
                return;
            }

            var page = good.Json();
            foreach (var kind in page.GetProperty("items").EnumerateArray())
            {
                if (kind.GetProperty("kind").GetString() is { } name && builtIn.Find(name) is null)
                {
                    found[name] = new DescribedKind(Read(kind));
                }
            }

            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        elsewhere = found;
        askedAt = clock.GetTimestamp();
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
