using System.Text;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Sandbox;

namespace FlowForge.Scripting.Tests.Sandbox;

public sealed class FrameTests
{
    [Fact]
    public void Read_WrittenFrame_IsTheSame()
    {
        var writer = FrameWriter.Begin(FrameKind.Fetch, 42);
        writer.AddHeader(new FetchHeader("X", "all"), HeaderJson.Default.FetchHeader);
        writer.AddSection([]);
        writer.AddSection(new byte[10_000]);

        var frame = Frame.Read(new MemoryStream(writer.End().ToArray()))!;

        Assert.Equal((FrameKind.Fetch, 42, 3), (frame.Kind, frame.Job, frame.Sections.Count));
        Assert.Equal("""{"Name":"X","Form":"all"}""", Encoding.UTF8.GetString(frame.Sections[0].Span));
        Assert.Equal([0, 10_000], frame.Sections.Skip(1).Select(section => section.Length));
    }

    [Fact]
    public void EndInParts_LargeSections_AreNotCopiedAndReadTheSame()
    {
        byte[] large = [.. Enumerable.Range(0, 100_000).Select(n => (byte)n)];
        var writer = FrameWriter.Begin(FrameKind.Step, 7);
        writer.AddSection(large.AsMemory());
        writer.AddSection("small"u8.ToArray().AsMemory());
        writer.AddSection(large.AsMemory(1));

        var parts = writer.EndInParts();
        var frame = Frame.Read(new MemoryStream([.. parts.SelectMany(part => part.ToArray())]))!;

        Assert.True(parts[1].Span == large.AsSpan() && parts[^1].Span == large.AsSpan(1));
        Assert.Equal((FrameKind.Step, 7), (frame.Kind, frame.Job));
        Assert.Equal([large, "small"u8.ToArray(), large[1..]], frame.Sections.Select(section => section.ToArray()));
        Assert.Throws<InvalidOperationException>(() => writer.End());
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("20000000")]
    [InlineData("0A00000001")]
    public void Read_StreamThatEndsEarly_IsTheEnd(string hex) => Assert.Null(Frame.Read(new MemoryStream(Convert.FromHexString(hex))));

    [Theory]
    [InlineData("FFFFFFFF0000")]
    [InlineData("FFFFFF7F0000")]
    [InlineData("010000000000")]
    [InlineData("09000000010000000000000080")]
    [InlineData("0900000001000000000A000000")]
    [InlineData("0D000000010000000001000000FFFFFF7F")]
    [InlineData("0D000000010000000001000000FFFFFFFF")]
    public void Read_NoFrame_Throws(string hex) =>
        Assert.Throws<InvalidDataException>(() => Frame.Read(new MemoryStream(Convert.FromHexString(hex))));

    [Theory]
    [InlineData("""["\ud800"]""", """["\ufffd"]""")]
    [InlineData("""["\\ud800"]""", """["\\ud800"]""")]
    [InlineData("""["\\\ud800\udfff"]""", """["\\\ufffd\ufffd"]""")]
    [InlineData("""["\ud7ff \udabc"]""", """["\ud7ff \ufffd"]""")]
    [InlineData("""["\\ud", "x"]""", """["\\ud", "x"]""")]
    public void Repair_LoneSurrogates_BecomeReplacementCharacters(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        WellFormed.Repair(bytes);

        Assert.Equal(expected, Encoding.UTF8.GetString(bytes));
    }
}
