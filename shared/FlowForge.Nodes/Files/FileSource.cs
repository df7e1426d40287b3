using System.Text;
using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Files;

/// <summary>Where a file is read from: a binary of the item, or a text in one of its fields.</summary>
/// <param name="Binary">Name of the binary.</param>
/// <param name="Field">The field; null for the binary.</param>
/// <param name="Encoding">How the binary's text is written.</param>
internal sealed record FileSource(string Binary, FieldPath? Field, Encoding Encoding)
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>Reads <c>binary</c>, <c>field</c> and <c>encoding</c>.</summary>
    public static FileSource Read(ParameterReader reader)
    {
        var encoding = reader.Text("encoding") ?? "utf-8";
        if (TextEncodings.Find(encoding) is not { } found)
        {
            reader.Refuse("encoding", "is no encoding that is known here");
            found = Encoding.UTF8;
        }

        return new(reader.Text("binary") ?? "data", FieldOf(reader, "field"), found);
    }

    /// <summary>A path parameter; null when it is left out.</summary>
    public static FieldPath? FieldOf(ParameterReader reader, string name)
    {
        if (reader.Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        var path = FieldPath.Read(text);
        reader.Take(path.Failure);
        return path.Value;
    }

    /// <summary>The bytes of the binary; <c>binary.missing</c>, <c>binary.unknown</c>.</summary>
    public async ValueTask<Outcome<BinaryContent>> OpenAsync(INodeContext context, Item item, CancellationToken cancellation) =>
        BinaryRef.Find(item, Binary) is { } named
            ? await context.Binaries.OpenAsync(named.Ref, cancellation).ConfigureAwait(false)
            : BinaryFailures.None(Binary);

    /// <summary>The text, from its start and without a byte order mark; what is no text of the encoding becomes U+FFFD. <c>node.parameter</c> too.</summary>
    public async ValueTask<Outcome<TextReader>> OpenTextAsync(INodeContext context, Item item, CancellationToken cancellation)
    {
        if (Field is not null)
        {
            return Text(item) is { } text
                ? new StringReader(text)
                : Failure.Of(FailureCodes.Parameter, $"The field \"{Field.Text}\" of the item holds no text.");
        }

        var opened = await OpenAsync(context, item, cancellation).ConfigureAwait(false);
        return opened.IsFailure ? opened.Failure : new StreamReader(opened.Value, Encoding, detectEncodingFromByteOrderMarks: true, BufferBytes);
    }

    /// <summary>The text as UTF-8 bytes.</summary>
    public async ValueTask<Outcome<Stream>> OpenUtf8Async(INodeContext context, Item item, CancellationToken cancellation)
    {
        if (Field is not null)
        {
            return Text(item) is { } text
                ? new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false)
                : Failure.Of(FailureCodes.Parameter, $"The field \"{Field.Text}\" of the item holds no text.");
        }

        var opened = await OpenAsync(context, item, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        var (encoding, mark) = await MarkAsync(opened.Value, cancellation).ConfigureAwait(false);
        opened.Value.Position = mark;
        return encoding.CodePage == Encoding.UTF8.CodePage
            ? opened.Value
            : Encoding.CreateTranscodingStream(opened.Value, encoding, Encoding.UTF8);
    }

    private string? Text(Item item) => Field!.Find(item.Json) is { ValueKind: JsonValueKind.String } value ? value.GetString()!.TrimStart('\ufeff') : null;

    // A mark tells more than the parameter does.
    private async ValueTask<(Encoding Encoding, int MarkBytes)> MarkAsync(Stream content, CancellationToken cancellation)
    {
        var head = new byte[3];
        var count = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return head.AsSpan(0, count) switch
        {
            [0xEF, 0xBB, 0xBF] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (Encoding, 0),
        };
    }
}
