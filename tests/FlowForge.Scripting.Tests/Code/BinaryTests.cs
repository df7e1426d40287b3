using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Code;

[Collection(ScriptsCollection.Name)]
public sealed class BinaryTests(ScriptsFixture fixture)
{
    private const string File = """{"f":{"ref":"r1","mime":"text/plain","fileName":"a.txt","size":3}}""";

    private static TestScope Scope => new()
    {
        Items = ItemList.Of([new Item(Json.Of("""{"n":0}""")), new Item(Json.Of("""{"n":1}"""), Json.Of(File))]),
    };

    [Fact]
    public async Task RunAsync_BinaryHandedOn_StaysOnItsItem()
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("return { json: $json, binary: $binary }"), Scope);

        Assert.Null(result.Failure);
        Assert.False(result.Items[0].HasBinary);
        Assert.Equal(File, result.Items[1].Binary.Text());
    }

    [Fact]
    public async Task RunAsync_AllItems_SeeBinaries()
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.AllItems("return $input.all().reverse()"), Scope);

        Assert.True(result.Items[0].HasBinary);
        Assert.False(result.Items[1].HasBinary);
    }

    [Fact]
    public async Task RunAsync_BinaryMadeUp_IsRefused()
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("return { json: {}, binary: { f: { ref: 'other-run' } } }"), Scope);

        Assert.Equal(FailureCodes.ScriptResult, result.Failure!.Code);
    }

    [Fact]
    public async Task RunAsync_BinaryOfAnotherNode_MayBeHandedOn()
    {
        var scope = Scope.With("X", [new Item(Json.Of("{}"), Json.Of("""{"g":{"ref":"r2"}}"""))]);

        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("return { json: {}, binary: $('X').first().binary }"), scope);

        Assert.Null(result.Failure);
        Assert.Equal("""{"g":{"ref":"r2"}}""", result.Items[0].Binary.Text());
    }
}
