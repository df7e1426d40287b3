using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Tests.Serialization;

public class StartBodyTests
{
    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("5", "{\"value\":5}")]
    [InlineData("null", "{\"value\":null}")]
    [InlineData("\"x\"", "{\"value\":\"x\"}")]
    [InlineData("[1,2]", "{\"value\":[1,2]}")]
    [InlineData("[{\"a\":1}]", "{\"value\":[{\"a\":1}]}")]
    [InlineData("[{\"json\":{\"a\":1}},{\"json\":{}}]", "{\"a\":1}|{}")]
    [InlineData("[{\"json\":{},\"binary\":{}}]", "{}")]
    [InlineData("[{\"json\":{},\"x\":1}]", "{\"value\":[{\"json\":{},\"x\":1}]}")]
    [InlineData("[]", "")]
    [InlineData("{\"json\":{\"a\":1}}", "{\"json\":{\"a\":1}}")]
    [InlineData("{\"items\":[{\"json\":{\"a\":1}}]}", "{\"a\":1}")]
    [InlineData("{\"items\":[{\"json\":{\"a\":1}}],\"other\":1}", "{\"items\":[{\"json\":{\"a\":1}}],\"other\":1}")]
    [InlineData("{\"items\":[{\"a\":1},2]}", "{\"a\":1}|{\"value\":2}")]
    [InlineData("{\"items\":{\"a\":1}}", "{\"a\":1}")]
    [InlineData("{\"trigger\":\"x\",\"options\":{}}", "{\"trigger\":\"x\",\"options\":{}}")]
    public void Read_Body_IsOneOfTheThreeShapes(string body, string items) =>
        Assert.Equal(items, string.Join('|', StartBody.Read(JsonElement.Parse(body)).Value!.Items.Select(item => item.Json.GetRawText())));

    [Fact]
    public void Read_NoBody_IsOneEmptyItem() => Assert.Equal("{}", Assert.Single(StartBody.Read(default).Value!.Items).Json.GetRawText());

    [Fact]
    public void Read_Envelope_GivesTriggerAndOptions()
    {
        var body = StartBody.Read(JsonElement.Parse("{\"items\":[],\"trigger\":\"t\",\"options\":{\"healing\":\"off\"}}")).Value!;

        Assert.Equal(("t", "{\"healing\":\"off\"}", 0), (body.Trigger, body.Options.GetRawText(), body.Items.Count));
    }

    [Theory]
    [InlineData("{\"items\":[],\"trigger\":5}")]
    [InlineData("{\"items\":[],\"options\":[]}")]
    [InlineData("[{\"json\":5}]")]
    [InlineData("[{\"json\":{},\"binary\":\"/etc/passwd\"}]")]
    public void Read_WrongParts_IsAFailure(string body) => Assert.Equal(StartBody.Refused, StartBody.Read(JsonElement.Parse(body)).Failure?.Code);
}
