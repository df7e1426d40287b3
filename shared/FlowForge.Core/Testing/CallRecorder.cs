using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Testing;

/// <summary>Calls of <c>http</c> nodes as a recorded run made them: where they went is worked out anew from the node's parameters, what they answered is what the node gave.</summary>
internal sealed class CallRecorder(IFrameReader frames, IExpressionPreviews previews, RunRecord run, Workflow workflow)
{
    private const string Http = "http";

    /// <summary>Calls of a node run that are told one by one; a node with more is mocked as a whole.</summary>
    private const int Most = 10;

    private static readonly string[] Elsewise = ["pagination", "fullResponse", "auth", "files", "field", "binary"];

    /// <summary>The calls; null when they cannot be told from what the node gave.</summary>
    public async ValueTask<IReadOnlyList<MockedCall>?> OfAsync(Node node, IReadOnlyList<TestResult> results, CancellationToken cancellation)
    {
        if (node.Kind != Http || node.RunOnce || Array.Exists(Elsewise, name => node.Parameters.TryGetProperty(name, out _)) || results.Any(static result => !IsPlain(result)))
        {
            return null;
        }

        var calls = new List<MockedCall>();
        foreach (var result in results)
        {
            var items = result.Ports.Values.FirstOrDefault() ?? [];
            var count = await InputsAsync(node, result.Iteration, cancellation).ConfigureAwait(false);
            if (count is 0 or > Most || (count > 1 && items.Count != count))
            {
                return null;
            }

            for (var at = 0; at < count; at++)
            {
                if (await AddressAsync(node, result.Iteration, at, cancellation).ConfigureAwait(false) is not { } address)
                {
                    return null;
                }

                var body = count > 1 || items.Count == 1 ? items[at] : List(items);
                calls.Add(new(address.Method, address.Url, 200, body, null, new Dictionary<string, string>()));
            }
        }

        return calls;
    }

    private static JsonElement List(IReadOnlyList<JsonElement> items) => JsonBuild.Element(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    /// <summary>One that ended well, by one port.</summary>
    private static bool IsPlain(TestResult result) => result is { Status: FrameStatus.Completed, Failure: null } && result.Ports.Count <= 1
        && result.Ports.Values.All(static items => items.All(static item => !item.TryGetProperty("error", out _)));

    private async ValueTask<int> InputsAsync(Node node, string iteration, CancellationToken cancellation)
    {
        var page = await frames.ListAsync(run.Id, new(node.Id, iteration, Limit: 2, WithItems: false), cancellation).ConfigureAwait(false);
        return page is { Items: [{ Input: [var port, ..] }, ..] } ? port.Count : 0;
    }

    private async ValueTask<(string Method, string Url)?> AddressAsync(Node node, string iteration, int item, CancellationToken cancellation)
    {
        var method = node.Parameters.TryGetProperty("method", out _) ? await TextAsync("method").ConfigureAwait(false) : "GET";
        return method is not null && await TextAsync("url").ConfigureAwait(false) is { } url ? (method.ToUpperInvariant(), url) : null;

        async ValueTask<string?> TextAsync(string parameter)
        {
            var preview = await previews.PreviewAsync(
                new() { Workflow = workflow, NodeId = node.Id, Parameter = parameter, Run = run, Iteration = iteration, Item = item }, cancellation).ConfigureAwait(false);
            return !preview.IsFailure && preview.Value is Preview.Value { Json: { ValueKind: JsonValueKind.String } text } ? text.GetString() : null;
        }
    }
}
