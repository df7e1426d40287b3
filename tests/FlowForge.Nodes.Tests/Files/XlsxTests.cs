using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Binaries;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Tests.Bench;
using FlowForge.Nodes.Tests.Kinds;

namespace FlowForge.Nodes.Tests.Files;

/// <summary>Spreadsheets there and back, and those that are made to do harm.</summary>
public class XlsxTests
{
    private const string Items = """[{"name":"Äpfel","count":3,"price":0.1,"is":true,"a":{"b":[1]}},{"name":"=1+1","more":"x\ny","is":false}]""";

    [Theory]
    [InlineData("{}", """[{"name":"Äpfel","count":3,"price":0.1,"is":true,"a.b.0":1},{"name":"=1+1","is":false,"more":"x\ny"}]""")]
    [InlineData("""{ "asText": true }""", """[{"name":"Äpfel","count":"3","price":"0.1","is":"TRUE","a.b.0":"1"},{"name":"=1+1","is":"FALSE","more":"x\ny"}]""")]
    [InlineData("""{ "includeEmpty": true }""", """[{"name":"Äpfel","count":3,"price":0.1,"is":true,"a.b.0":1,"more":""},{"name":"=1+1","count":"","price":"","is":false,"a.b.0":"","more":"x\ny"}]""")]
    [InlineData("""{ "maxRows": 1 }""", """[{"name":"Äpfel","count":3,"price":0.1,"is":true,"a.b.0":1}]""")]
    [InlineData("""{ "headerRow": false, "range": "A2:C2" }""", """[{"row":["Äpfel",3,0.1]}]""")]
    [InlineData("""{ "range": "B1" }""", """[{"count":3,"price":0.1,"is":true,"a.b.0":1},{"is":false,"more":"x\ny"}]""")]
    [InlineData("""{ "range": "a1:b3" }""", """[{"name":"Äpfel","count":3},{"name":"=1+1"}]""")]
    [InlineData("""{ "sheet": "Sheet" }""", """[{"name":"Äpfel","count":3,"price":0.1,"is":true,"a.b.0":1},{"name":"=1+1","is":false,"more":"x\ny"}]""")]
    public async Task Read_WhatWasWritten_GivesItBack(string parameters, string expected)
    {
        var read = await ReadAsync(await WriteAsync("""{ "operation": "write" }""", Items), parameters);

        Assert.Empty(read.ItemFailures);
        Assert.Equal(expected, $"[{string.Join(',', read.Texts("out"))}]");
    }

    [Theory]
    [InlineData("""{ "operation": "write", "sheet": "Orders", "columns": ["count", "name"] }""", """{ "sheet": "Orders" }""", """[{"count":3,"name":"Äpfel"},{"name":"=1+1"}]""")]
    [InlineData("""{ "operation": "write", "headerRow": false, "columns": ["name"] }""", """{ "headerRow": false }""", """[{"row":["Äpfel"]},{"row":["=1+1"]}]""")]
    public async Task Write_OptionsOfAFile_AreFollowed(string writing, string reading, string expected)
    {
        var read = await ReadAsync(await WriteAsync(writing, Items), reading);

        Assert.Empty(read.ItemFailures);
        Assert.Equal(expected, $"[{string.Join(',', read.Texts("out"))}]");
    }

    [Fact]
    public async Task Write_File_HasNameTypeAndAllOrigins()
    {
        var bench = Bench("""{ "operation": "write", "fileName": "orders.xlsx", "binary": "sheet" }""").With("in", ListOf(Items));

        Assert.Equal(NodeResult.Done, await bench.RunAsync());

        var only = Assert.Single(bench.Output["out"]);
        var file = BinaryRef.Find(only.Item, "sheet")!;
        Assert.Equal(("orders.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (file.FileName, file.Mime));
        Assert.Equal([Origin.First(0), Origin.First(1)], only.Origins);
    }

    [Theory]
    [InlineData("""{ "operation": "write", "sheet": "a/b" }""", "node.parameter")]
    [InlineData("""{ "operation": "write", "sheet": "12345678901234567890123456789012" }""", "node.parameter")]
    [InlineData("""{ "operation": "write", "columns": [5] }""", "node.parameter")]
    public async Task Write_WrongOptions_AreRefused(string parameters, string code)
    {
        var result = await Bench(parameters).With("in", ListOf(Items)).RunAsync();

        Assert.Equal(code, Assert.IsType<NodeResult.Failed>(result).Failure.Code);
    }

    [Fact]
    public async Task Write_TextLargerThanACell_SaysWhere()
    {
        var result = await Bench("""{ "operation": "write" }""").With("in", ListOf($$"""[{ "a": 1 }, { "a": "{{new string('x', 40_000)}}" }]""")).RunAsync();

        var failure = Assert.IsType<NodeResult.Failed>(result).Failure;
        Assert.Equal("file.tooLarge", failure.Code);
        Assert.Contains("\"a\" of item 1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "sheet": "Nowhere" }""", "node.parameter", "it has \"Sheet\"")]
    [InlineData("""{ "range": "1:2" }""", "node.parameter", "\"range\" must name cells")]
    [InlineData("""{ "binary": "none" }""", "binary.missing", "none")]
    public async Task Read_WrongOptions_AreRefused(string parameters, string code, string says)
    {
        var read = await ReadAsync(await WriteAsync("""{ "operation": "write" }""", Items), parameters);

        Assert.Equal(code, read.ItemFailures[0].Code);
        Assert.Contains(says, read.ItemFailures[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_DatesOfASheet_AreTextsOrNumbers()
    {
        var file = Sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>d</t></is></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>46082</v></c></row><row r=\"3\"><c r=\"A3\" s=\"1\"><v>46082.5</v></c></row>");

        Assert.Equal(["""{"d":"2026-03-01"}""", """{"d":"2026-03-01T12:00:00"}"""], (await ReadAsync(file, "{}")).Texts("out"));
        Assert.Equal(["""{"d":46082}""", """{"d":46082.5}"""], (await ReadAsync(file, """{ "raw": true }""")).Texts("out"));
    }

    [Theory]
    [InlineData("no archive at all")]
    [InlineData("PK\u0003\u0004 and then nothing that fits")]
    public async Task Read_WhatIsNoSpreadsheet_Fails(string text)
    {
        var read = await ReadAsync(Encoding.UTF8.GetBytes(text), "{}");

        Assert.Equal("file.content", read.ItemFailures[0].Code);
    }

    [Fact]
    public async Task Read_SheetOfBrokenXml_Fails() => Assert.Equal("file.content", (await ReadAsync(Sheet("<row><c"), "{}")).ItemFailures[0].Code);

    [Fact]
    public async Task Read_SheetWithADocumentType_Fails() => Assert.Equal(
        "file.content", (await ReadAsync(Archive(("xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet><sheetData/></worksheet>")), "{}")).ItemFailures[0].Code);

    [Fact]
    public async Task Read_SharedTextsThatUnpackToTooMuch_Fails()
    {
        var bomb = Archive(("xl/sharedStrings.xml", new string(' ', Limits.SpreadsheetTextBytes + 1)), ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"));

        var read = await ReadAsync(bomb, "{}");

        Assert.True(bomb.Length < 1024 * 1024);
        Assert.Equal("file.tooLarge", read.ItemFailures[0].Code);
    }

    [Fact]
    public async Task Read_CellThatUnpacksToTooMuch_Fails()
    {
        var read = await ReadAsync(Sheet($"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{new string('x', Limits.ItemBytes + 1)}</t></is></c></row>"), "{}");

        Assert.Equal("file.tooLarge", read.ItemFailures[0].Code);
    }

    [Fact]
    public async Task Read_ArchiveOfTooManyParts_Fails()
    {
        var parts = Enumerable.Range(0, Limits.SpreadsheetParts).Select(at => ($"a{at}", "")).ToArray();

        Assert.Equal("file.tooLarge", (await ReadAsync(Archive(parts), "{}")).ItemFailures[0].Code);
    }

    private static NodeBench Bench(string parameters) => KindRuns.Bench("xlsx", parameters);

    private static ItemList ListOf(string json) => ItemList.Of([.. JsonElement.Parse(json).EnumerateArray().Select(one => new Item(one))]);

    private static async Task<byte[]> WriteAsync(string parameters, string items)
    {
        var bench = Bench(parameters).With("in", ListOf(items));
        Assert.Equal(NodeResult.Done, await bench.RunAsync());
        var file = BinaryRef.Find(Assert.Single(bench.Output["out"]).Item, "data")!;
        var content = new MemoryStream();
        await (await bench.Binaries.OpenAsync(file.Ref, CancellationToken.None)).Value!.CopyToAsync(content);
        return content.ToArray();
    }

    private static async Task<NodeBench> ReadAsync(byte[] file, string parameters)
    {
        var node = KindRuns.Node("xlsx", parameters) with { OnError = OnError.Continue };
        var bench = new NodeBench(KindRuns.Kind("xlsx"), node);
        var kept = await bench.Binaries.WriteAsync(new MemoryStream(file), null, "a.xlsx", CancellationToken.None);
        bench.With("in", ItemList.Of([new Item(JsonElement.Parse("{}"), kept.Value!.On(default, "data"))]));
        Assert.Equal(NodeResult.Done, await bench.RunAsync());
        return bench;
    }

    private static byte[] Sheet(string rows) =>
        Archive(("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"));

    private static byte[] Archive(params (string Name, string Text)[] parts)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            (string Name, string Text)[] all =
            [
                ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
                ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
                ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"),
                .. parts,
            ];
            foreach (var (name, text) in all)
            {
                using var part = new StreamWriter(archive.CreateEntry(name).Open());
                part.Write(text);
            }
        }

        return bytes.ToArray();
    }
}
