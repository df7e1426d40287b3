using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;
using FlowForge.Scripting.Templates;

namespace FlowForge.Scripting.Preparation;

/// <summary>Reads the templates in a node's parameters.</summary>
internal sealed class ParameterReader
{
    private readonly ArrayBufferWriter<byte> _piece = new();
    private readonly List<byte[]> _pieces = [];
    private readonly List<PreparedTemplate> _templates = [];
    private readonly List<PreparedExpression> _expressions = [];
    private readonly List<KeyValuePair<string, Failure>> _problems = [];
    private bool _hasTemplates;

    private ParameterReader()
    {
    }

    /// <summary>The parameters, prepared.</summary>
    public static PreparedParameters Read(JsonElement parameters)
    {
        var reader = new ParameterReader();
        reader.ReadValue(parameters, "");
        reader.ClosePiece();
        return reader.Finish();
    }

    private PreparedParameters Finish()
    {
        if (_expressions.Count == 0 && _problems.Count == 0)
        {
            return new() { Constant = JsonElement.Parse(_pieces[0]), IsLiteral = !_hasTemplates };
        }

        return new()
        {
            Pieces = _pieces,
            Templates = _templates,
            Expressions = _expressions,
            Problems = _problems,
            Definition = Define(),
        };
    }

    private ScriptDefinition? Define()
    {
        var runnable = _expressions.FindAll(expression => expression.Problem is null && expression.Source.Length > 0);
        if (runnable.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder("[");
        foreach (var (index, expression) in runnable.Index())
        {
            expression.Index = index;
            // The line break ends a line comment in the expression.
            text.Append("()=>(").Append(expression.Runnable).Append("\n),");
        }

        return new()
        {
            Kind = SourceKind.Expressions,
            Text = text.Append(']').ToString(),
            Needs = SourceNeeds.Join(runnable.Select(expression => expression.Needs)),
            InText = [.. runnable.Select(expression => expression.InText)],
        };
    }

    private void ReadValue(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                ReadObject(value, path);
                break;
            case JsonValueKind.Array:
                ReadArray(value, path);
                break;
            case JsonValueKind.String when value.GetString() is { } text && TemplateReader.IsTemplate(text):
                ReadTemplate(text, path);
                break;
            default:
                _piece.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private void ReadObject(JsonElement value, string path)
    {
        var separator = (byte)'{';
        foreach (var property in value.EnumerateObject())
        {
            _piece.Write([separator, (byte)'"']);
            _piece.Write(Escape(property.Name));
            _piece.Write("\":"u8);
            ReadValue(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
            separator = (byte)',';
        }

        _piece.Write(separator == '{' ? "{}"u8 : "}"u8);
    }

    private void ReadArray(JsonElement value, string path)
    {
        var separator = (byte)'[';
        foreach (var (index, element) in value.EnumerateArray().Index())
        {
            _piece.Write([separator]);
            ReadValue(element, $"{path}[{index}]");
            separator = (byte)',';
        }

        _piece.Write(separator == '[' ? "[]"u8 : "]"u8);
    }

    private void ReadTemplate(string template, string path)
    {
        _hasTemplates = true;
        var parts = TemplateReader.Read(template, out var isUnclosed);
        if (isUnclosed)
        {
            _problems.Add(new(path, Failure.Of(FailureCodes.Expression, $"Parameter '{path}': an opening {{{{ has no closing }}}}.")));
            _piece.Write("null"u8);
            return;
        }

        if (parts is [] or [TemplatePart.Text])
        {
            _piece.Write("\""u8);
            _piece.Write(Escape(template[1..]));
            _piece.Write("\""u8);
            return;
        }

        ClosePiece();
        _templates.Add(new([.. parts.Select(part => ReadPart(part, path, parts.Count > 1))]));
    }

    private PreparedPart ReadPart(TemplatePart part, string path, bool inText)
    {
        if (part is not TemplatePart.Expression source)
        {
            return new(Escape(((TemplatePart.Text)part).Value), null);
        }

        var expression = PreparedExpression.Read(path, source, inText);
        _expressions.Add(expression);
        if (expression.Problem is { } problem)
        {
            _problems.Add(new(path, problem));
        }

        return new([], expression);
    }

    private void ClosePiece()
    {
        _pieces.Add(_piece.WrittenSpan.ToArray());
        _piece.ResetWrittenCount();
    }

    private static byte[] Escape(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();
}
