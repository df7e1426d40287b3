using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Scripting.Host;

/// <summary>Answers to look-ups: <c>{ "ok": … }</c> or <c>{ "code", "message" }</c>.</summary>
internal sealed class Answers
{
    private readonly ArrayBufferWriter<byte> _output = new();

    private Answers()
    {
    }

    /// <summary>A failure in the answer's place.</summary>
    public static ReadOnlyMemory<byte> Failed(Failure failure)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        WriteFailure(json, failure);
        json.Flush();
        return output.WrittenMemory;
    }

    /// <summary>A JSON value.</summary>
    public static ReadOnlyMemory<byte> Of(JsonElement value) => Build(answers => answers._output.Write(JsonMarshal.GetRawUtf8Value(value)));

    /// <summary>True or false.</summary>
    public static ReadOnlyMemory<byte> Of(bool value) => Build(answers => answers._output.Write(value ? "true"u8 : "false"u8));

    /// <summary>One item, or null.</summary>
    public static ReadOnlyMemory<byte> Of(Item? item) => Build(answers => answers.WriteItem(item));

    /// <summary>A list of items.</summary>
    public static ReadOnlyMemory<byte> Of(IReadOnlyList<Item> items) => Build(answers => answers.WriteItems(items));

    /// <summary>A list of items that begins at an index: <c>{ from, items }</c>.</summary>
    public static ReadOnlyMemory<byte> Of(int from, IReadOnlyList<Item> items) => Build(answers =>
    {
        answers.WriteNumber("{\"from\":"u8, from);
        answers._output.Write(",\"items\":"u8);
        answers.WriteItems(items);
        answers._output.Write("}"u8);
    });

    /// <summary>For each place from an index the item it came from: <c>{ from, items, at: [index into items], failures: { place: failure } }</c>.</summary>
    public static ReadOnlyMemory<byte> Of(int from, IReadOnlyList<Item> items, IReadOnlyList<int> at, IReadOnlyDictionary<int, Failure> failures) =>
        Build(answers =>
        {
            answers.WriteNumber("{\"from\":"u8, from);
            answers._output.Write(",\"items\":"u8);
            answers.WriteItems(items);
            answers.WriteRest(at, failures);
        });

    private static ReadOnlyMemory<byte> Build(Action<Answers> write)
    {
        var answers = new Answers();
        answers._output.Write("{\"ok\":"u8);
        write(answers);
        answers._output.Write("}"u8);
        return answers._output.WrittenMemory;
    }

    private void WriteRest(IReadOnlyList<int> at, IReadOnlyDictionary<int, Failure> failures)
    {
        _output.Write(","u8);
        var inner = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(inner))
        {
            json.WriteStartObject();
            json.WriteStartArray("at");
            foreach (var index in at)
            {
                json.WriteNumberValue(index);
            }

            json.WriteEndArray();
            json.WriteStartObject("failures");
            foreach (var (place, failure) in failures)
            {
                json.WritePropertyName(place.ToString(System.Globalization.CultureInfo.InvariantCulture));
                WriteFailure(json, failure);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        // The members go on in the object that is open.
        _output.Write(inner.WrittenSpan[1..]);
    }

    private void WriteItems(IReadOnlyList<Item> items)
    {
        _output.Write("["u8);
        for (var i = 0; i < items.Count; i++)
        {
            _output.Write(i == 0 ? default : ","u8);
            WriteItem(items[i]);
        }

        _output.Write("]"u8);
    }

    private void WriteItem(Item? item)
    {
        if (item is not { } present)
        {
            _output.Write("null"u8);
            return;
        }

        _output.Write("{\"json\":"u8);
        _output.Write(JsonMarshal.GetRawUtf8Value(present.Json));
        if (present.HasBinary)
        {
            _output.Write(",\"binary\":"u8);
            _output.Write(JsonMarshal.GetRawUtf8Value(present.Binary));
        }

        _output.Write("}"u8);
    }

    private void WriteNumber(ReadOnlySpan<byte> before, int number)
    {
        _output.Write(before);
        System.Buffers.Text.Utf8Formatter.TryFormat(number, _output.GetSpan(16), out var written);
        _output.Advance(written);
    }

    private static void WriteFailure(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartObject();
        json.WriteString("code", failure.Code);
        json.WriteString("message", failure.Message);
        json.WriteEndObject();
    }
}
