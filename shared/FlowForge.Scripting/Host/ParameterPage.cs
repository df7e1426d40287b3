using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Native;
using FlowForge.Scripting.Preparation;

namespace FlowForge.Scripting.Host;

/// <summary>The parameters of one page of items: natively where that is possible, the rest with the values that a worker gave.</summary>
internal sealed class ParameterPage(PreparedParameters parameters, IScriptScope scope, IReadOnlyList<Item> items, int offset)
{
    // As deep as a document may be, plus the array round the page.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = (2 * Limits.Depth) + 1 };

    private const double MaxSafeInteger = 9_007_199_254_740_991;

    private readonly bool[] _byEngine = new bool[parameters.Expressions.Count];
    private readonly ArrayBufferWriter<byte> _output = new(1_024);
    private List<int> _asked = [];
    private JsonElement[] _values = [];
    private Dictionary<int, Failure> _failures = [];

    /// <summary>
    /// Places, among the definition's functions, of the expressions that only an engine can answer for this page. One that the fast path
    /// gives up on for any item is asked for all of them.
    /// </summary>
    public IReadOnlyList<int> FindEngineWork()
    {
        var asked = new List<int>();
        for (var k = 0; k < parameters.Expressions.Count; k++)
        {
            var expression = parameters.Expressions[k];
            _byEngine[k] = expression.Native is null || !AnswersAll(expression);
            if (_byEngine[k])
            {
                asked.Add(expression.Index);
            }
        }

        _asked = asked;
        return asked;
    }

    /// <summary>Takes in what the worker gave: one value for each item and each expression asked for.</summary>
    public void Take(JsonElement[] values, Dictionary<int, Failure> failures) => (_values, _failures) = (values, failures);

    /// <summary>The parameters of each item.</summary>
    public Outcome<JsonElement>[] Build()
    {
        var outcomes = new Outcome<JsonElement>[items.Count];
        var isFirst = true;
        _output.Write("["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (FailureOf(i) is { } failure)
            {
                outcomes[i] = failure;
                continue;
            }

            _output.Write(isFirst ? default : ","u8);
            isFirst = false;
            WriteItem(i);
        }

        _output.Write("]"u8);
        Spread(outcomes);
        return outcomes;
    }

    private void Spread(Outcome<JsonElement>[] outcomes)
    {
        using var resolved = JsonElement.Parse(_output.WrittenSpan, Options).EnumerateArray();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (!outcomes[i].IsFailure)
            {
                resolved.MoveNext();
                outcomes[i] = resolved.Current;
            }
        }
    }

    private bool AnswersAll(PreparedExpression expression)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var value = Evaluate(expression, i);
            // Inside a longer text an object is written by the engine, and so are integers that a double does not hold exactly:
            // there is more than one way to write them.
            if (value.Kind == NativeKind.Bail || (expression.InText && value.IsObject) || Math.Abs(value.Number) > MaxSafeInteger)
            {
                return false;
            }
        }

        return true;
    }

    private NativeValue Evaluate(PreparedExpression expression, int item)
    {
        var at = new NativeScope { Json = items[item].Json, ItemIndex = offset + item, RunIndex = scope.Iteration.Last, Run = scope.Run };
        return expression.Native!.Evaluate(ref at);
    }

    private Failure? FailureOf(int item)
    {
        for (var k = 0; k < _asked.Count && _failures.Count > 0; k++)
        {
            if (_failures.TryGetValue((item * _asked.Count) + k, out var failure))
            {
                return failure;
            }
        }

        return null;
    }

    private void WriteItem(int item)
    {
        var expression = 0;
        var asked = item * _asked.Count;
        _output.Write(parameters.Pieces[0]);
        for (var t = 0; t < parameters.Templates.Count; t++)
        {
            var template = parameters.Templates[t];
            _output.Write(template.IsTyped ? default : "\""u8);
            foreach (var part in template.Parts)
            {
                if (part.Expression is null)
                {
                    _output.Write(part.Text);
                }
                else if (_byEngine[expression++])
                {
                    WriteEngine(_values[asked++], template.IsTyped);
                }
                else if (template.IsTyped)
                {
                    WriteTyped(Evaluate(part.Expression, item));
                }
                else
                {
                    WriteText(Evaluate(part.Expression, item));
                }
            }

            _output.Write(template.IsTyped ? default : "\""u8);
            _output.Write(parameters.Pieces[t + 1]);
        }
    }

    private void WriteEngine(JsonElement value, bool isTyped)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        // What stands in a text has come back as a string; its quotes go, its escapes stay.
        _output.Write(isTyped ? raw : raw[1..^1]);
    }

    private void WriteTyped(NativeValue value)
    {
        switch (value.Kind)
        {
            case NativeKind.Element:
                _output.Write(JsonMarshal.GetRawUtf8Value(value.Element));
                break;
            case NativeKind.Number:
                JsNumber.WriteJson(value.Number, _output);
                break;
            case NativeKind.Text:
                _output.Write("\""u8);
                WriteEscaped(value.Text!);
                _output.Write("\""u8);
                break;
            default:
                _output.Write(value.Kind switch { NativeKind.True => "true"u8, NativeKind.False => "false"u8, _ => "null"u8 });
                break;
        }
    }

    private void WriteText(NativeValue value)
    {
        switch (value.Kind)
        {
            case NativeKind.Element:
                _output.Write(JsonMarshal.GetRawUtf8Value(value.Element)[1..^1]);
                break;
            case NativeKind.Number:
                Span<char> text = stackalloc char[JsNumber.MaxLength];
                var length = JsNumber.Format(value.Number, text);
                _output.Advance(Encoding.ASCII.GetBytes(text[..length], _output.GetSpan(JsNumber.MaxLength)));
                break;
            case NativeKind.Text:
                WriteEscaped(value.Text!);
                break;
            default:
                _output.Write(value.Kind switch { NativeKind.True => "true"u8, NativeKind.False => "false"u8, _ => default });
                break;
        }
    }

    private void WriteEscaped(string text) =>
        _output.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
}
