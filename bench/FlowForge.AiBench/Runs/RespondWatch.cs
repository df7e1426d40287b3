using System.Globalization;
using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.AiBench.Runs;

/// <summary>Writes down what a kind answers a webhook's caller; the first answer counts.</summary>
internal sealed class RespondWatch(INodeKind kind, RunWatch watch) : INodeKind
{
    public KindDescription Description => kind.Description;

    public IReadOnlyList<string> InputPorts(Node node, IReadOnlyCollection<string> named) => kind.InputPorts(node, named);

    public IReadOnlyList<string> OutputPorts(Node node) => kind.OutputPorts(node);

    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var result = await kind.RunAsync(context, cancellation).ConfigureAwait(false);
        if (result is NodeResult.Completed { Reply: { } reply } && watch.Reply.ValueKind == System.Text.Json.JsonValueKind.Undefined)
        {
            watch.Reply = JsonBuild.Element(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("status", reply.Status);
                writer.WriteStartObject("headers");
                if (reply.ContentType is { } type && reply.Headers.All(static header => !header.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
                {
                    writer.WriteString("content-type", type);
                }

                foreach (var (name, value) in reply.Headers)
                {
                    writer.WriteString(name.ToLower(CultureInfo.InvariantCulture), value);
                }

                writer.WriteEndObject();
                writer.WritePropertyName("body");
                Text.Write(writer, Encoding.UTF8.GetString(reply.Body.Span));
                writer.WriteEndObject();
            });
        }

        return result;
    }
}
