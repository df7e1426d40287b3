using System.Text;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Serialization;

/// <summary>What <see cref="ReaderFuzzTests"/> found: damage that is still JSON, and lists that are shorter than they were.</summary>
public sealed class DamagedSegmentTests
{
    [Theory]
    [InlineData("""[{ "node": "a", "seq": 1, "ingress": 0, "status": 3, "at": 1, "ms": 1, "in": [["in", 3, 0, 5]], "out": [] }]""")]
    [InlineData("""[{ "node": "a", "seq": 1, "ingress": 0, "status": 3, "at": 1, "ms": 1, "in": [[]], "out": [] }]""")]
    [InlineData("""[{ "began": "a", "seq": 1, "handOut": 1, "status": 1, "at": 1, "in": [], "loop": [1] }]""")]
    [InlineData("""[{ "event": [] }]""")]
    [InlineData("""[{ "skipped": null, "seq": 1, "at": 1 }]""")]
    [InlineData("""[{ "node": "a", "seq": 1, "ingress": 0, "status": 3, "at": 9223372036854775807, "ms": 1, "in": [], "out": [] }]""")]
    public void Read_ASegmentThatIsDamaged_IsAStoreFaultThatNamesIt(string text)
    {
        var reader = new SegmentReader(new PageCache(new MemoryRunStore()), "family");

        var fault = Assert.Throws<StoreFault>(() => reader.Read(new SegmentRow("the-run", 7, 0, 0, Encoding.UTF8.GetBytes(text))));

        Assert.Contains("7", fault.Message);
        Assert.Contains("the-run", fault.Message);
    }
}
