using System.Buffers;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Tests.Serialization;

public class ItemJsonTests
{
    private const string Page = "[{\"json\":{\"a\":1.50}},{\"json\":{},\"binary\":{\"file\":{\"ref\":\"r\",\"size\":3}}}]";

    private static readonly Item[] Items =
        [new(JsonElement.Parse("{\"a\":1.50}")), new(JsonElement.Parse("{}"), JsonElement.Parse("{\"file\":{\"ref\":\"r\",\"size\":3}}"))];

    [Fact]
    public void Write_Items_CopiesTheirText()
    {
        var buffer = new ArrayBufferWriter<byte>();

        ItemJson.Write(buffer, Items);

        Assert.Equal(Page, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void Write_IntoADocument_GivesTheSameText()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ItemJson.Write(writer, Items);
        }

        Assert.Equal(Page, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void Read_WrittenPage_GivesTheItemsBack()
    {
        var items = ItemJson.Read(Encoding.UTF8.GetBytes(Page));

        Assert.Equal(["{\"a\":1.50}", "{}"], items.Select(item => item.Json.GetRawText()));
        Assert.Equal([false, true], items.Select(item => item.HasBinary));
    }

    [Fact]
    public void Read_OtherBytes_IsAFault()
    {
        Assert.Throws<JsonException>(() => ItemJson.Read("{}"u8));
        Assert.Throws<JsonException>(() => ItemJson.Read("[{\"x\":1}]"u8));
    }

    [Fact]
    public void Length_Item_IsWhatIsWritten() => Assert.Equal(Page.Length - "[,]".Length, Items.Sum(ItemJson.Length));
}
