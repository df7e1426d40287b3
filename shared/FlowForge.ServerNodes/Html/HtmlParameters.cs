using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Html;

/// <summary>How values are taken out of HTML.</summary>
/// <param name="Source">Where the HTML is.</param>
/// <param name="Field">The field, for a source that is no binary.</param>
/// <param name="Values">What is taken.</param>
internal sealed record ExtractParameters(FileSource Source, FieldPath? Field, IReadOnlyList<ExtractedValue> Values)
{
    public static Outcome<ExtractParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var source = FileSource.Read(reader) with { Field = null };
        var isBinary = reader.Text("binary") is { Length: > 0 };
        var (trims, cleans) = (reader.Flag("trim", true), reader.Flag("clean", true));
        return reader.Give(new ExtractParameters(
            source, isBinary ? null : Items.Values.As(reader, "field", "data"), reader.Each("values", one => ExtractedValue.Read(one, trims, cleans))));
    }
}

/// <summary>A template.</summary>
internal sealed record TemplateParameters(string Template, FieldPath As)
{
    public static Outcome<TemplateParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new TemplateParameters(reader.Text("template") ?? "", Items.Values.As(reader, "as", "html")));
    }
}

/// <summary>How a table is written.</summary>
internal sealed record TableParameters(
    FieldPath As, string Caption, bool Capitalizes, bool IsStyled, string Table, string Header, string Row, string Cell)
{
    public static Outcome<TableParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new TableParameters(
            Items.Values.As(reader, "as", "table"), reader.Text("caption") ?? "", reader.Flag("capitalize", false), reader.Flag("styled", true),
            reader.Text("tableAttributes") ?? "", reader.Text("headerAttributes") ?? "", reader.Text("rowAttributes") ?? "", reader.Text("cellAttributes") ?? ""));
    }
}
