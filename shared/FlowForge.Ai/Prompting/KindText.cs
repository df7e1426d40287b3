using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Prompting;

/// <summary>Kinds as a model reads them.</summary>
internal static class KindText
{
    /// <summary>A kind with its ports, parameters, an example, and what else is to be known of it.</summary>
    public static string Described(INodeKind kind)
    {
        var about = kind.Description;
        var text = new StringBuilder();
        text.Append("### ").Append(about.Kind);
        if (about.Version > 1)
        {
            text.Append(" (kindVersion ").Append(about.Version).Append(')');
        }

        text.Append('\n').Append(about.Summary).Append('\n');
        text.Append("Input ports: ").Append(Ports(about.Inputs)).Append(". Output ports: ").Append(Ports(about.Outputs));
        var example = Example(about);
        if (kind.OutputPorts(example) is var ports && !ports.SequenceEqual(about.Outputs))
        {
            text.Append("; of the example: ").Append(Ports(ports));
        }

        text.Append(".\n");
        if (about.CredentialSlots.Count > 0)
        {
            text.Append("Credential slots: ").AppendJoin(", ", about.CredentialSlots).Append(".\n");
        }

        text.Append("Parameters: ").Append(SchemaText.Of(about.ParameterSchema)).Append("\nExample: ").Append(Raw(about.Example)).Append('\n');
        if (about.Help.Length > 0)
        {
            text.Append(Cut(about.Help.Trim(), Limits.AiKindHelp)).Append('\n');
        }

        return Cut(text.ToString(), Limits.AiKindLength);
    }

    /// <summary>A kind by name, in a line.</summary>
    public static string Named(KindDescription kind) => $"- {kind.Kind}: {kind.Summary}";

    private static Node Example(KindDescription kind) => new() { Id = "example", Kind = kind.Kind, KindVersion = kind.Version, Parameters = kind.Example };

    private static string Ports(IReadOnlyList<string> ports) => ports.Count == 0 ? "none" : string.Join(", ", ports);

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..most]}… (shortened)\n";

    private static string Raw(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
}
