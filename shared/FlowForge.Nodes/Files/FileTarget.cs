using System.Text;
using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Files;

/// <summary>Where a file is written to: a binary of an item, or a text in one of its fields.</summary>
/// <param name="Binary">Name of the binary.</param>
/// <param name="To">The field that takes the text in a file's place, or null.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Mime">Its type, unless its name says another.</param>
/// <param name="Encoding">How its text is written.</param>
internal sealed record FileTarget(string Binary, FieldPath? To, string FileName, string Mime, Encoding Encoding)
{
    private const int BufferChars = 8 * 1024;

    /// <summary>Reads <c>binary</c>, <c>to</c>, <c>fileName</c>, <c>encoding</c> and <c>bom</c>.</summary>
    public static FileTarget Read(ParameterReader reader, string fileName, string mime)
    {
        var encoding = reader.Text("encoding") ?? "utf-8";
        if (TextEncodings.Find(encoding, reader.Flag("bom", false)) is not { } found)
        {
            reader.Refuse("encoding", "is no encoding that is known here");
            found = Encoding.UTF8;
        }

        var named = reader.Text("fileName") is { Length: > 0 } given ? given : fileName;
        return new(reader.Text("binary") ?? "data", FileSource.FieldOf(reader, "to"), named, mime, found);
    }

    /// <summary>Begins the file.</summary>
    public FileDraft Create(INodeContext context) => To is null
        ? new FileDraft(this, context.Binaries.Create(MediaTypes.OfFile(FileName) ?? Mime, FileName))
        : new FileDraft(this, null);

    /// <summary>A file that is being written.</summary>
    internal sealed class FileDraft : IAsyncDisposable
    {
        private readonly FileTarget target;
        private readonly BinaryDraft? binary;
        private readonly MemoryStream? memory;
        private StreamWriter? writer;

        public FileDraft(FileTarget target, BinaryDraft? binary)
        {
            (this.target, this.binary) = (target, binary);
            memory = binary is null ? new MemoryStream() : null;
        }

        /// <summary>Its bytes.</summary>
        public Stream Bytes => (Stream?)binary ?? memory!;

        /// <summary>Its text.</summary>
        public StreamWriter Text => writer ??= new StreamWriter(Bytes, TextEncoding, BufferChars, leaveOpen: true);

        /// <summary>Whether more was written than there is room for; the rest need not be.</summary>
        public bool IsTooLarge => binary?.IsTooLarge ?? memory!.Length > Core.Limits.ItemBytes;

        /// <summary>
        /// The item with the file on it: its <c>json</c> is empty or what is given, with the text in <c>to</c>. <c>binary.tooLarge</c>,
        /// <c>file.tooLarge</c>.
        /// </summary>
        /// <param name="from">What the item keeps; undefined for nothing.</param>
        /// <param name="cancellation">Cancels it.</param>
        public async ValueTask<Outcome<Item>> CompleteAsync(Item from, CancellationToken cancellation)
        {
            if (writer is not null)
            {
                await writer.FlushAsync(cancellation).ConfigureAwait(false);
            }

            var json = from.Json.ValueKind == JsonValueKind.Undefined ? JsonConstants.EmptyObject : from.Json;
            if (binary is null)
            {
                return IsTooLarge ? FileFailures.Past($"The text has more than {Core.Limits.ItemBytes} bytes.") : WithText(json, from.Binary);
            }

            var kept = await binary.CompleteAsync(cancellation).ConfigureAwait(false);
            return kept.IsFailure ? kept.Failure : new Item(json, kept.Value.On(from.Binary, target.Binary));
        }

        public async ValueTask DisposeAsync()
        {
            if (writer is not null && !IsTooLarge)
            {
                await writer.DisposeAsync().ConfigureAwait(false);
            }
        }

        // A text inside an item is UTF-16 or UTF-8 as any other; only bytes have an encoding.
        private Encoding TextEncoding => binary is null ? new UTF8Encoding(false) : target.Encoding;

        private Outcome<Item> WithText(JsonElement json, JsonElement binaries)
        {
            var text = Encoding.UTF8.GetString(memory!.GetBuffer(), 0, (int)memory.Length);
            var draft = new ObjectDraft(json);
            if (target.To!.Put(draft, new(JsonValues.Text(text))) is { } failure)
            {
                return failure;
            }

            return new Item(JsonValues.TryOf(draft)!.Value, binaries);
        }
    }
}
