using System.Text.Json;
using FlowForge.AiBench.Checks;

namespace FlowForge.Ai.Tests.Bench;

public sealed class LikenessTests
{
    [Theory]
    [InlineData("""{ "a": 1 }""", """{ "a": 1.0, "b": 2 }""", true)]
    [InlineData("""{ "a": 1 }""", """{ "a": "1" }""", false)]
    [InlineData("[1, 2]", "[1, 2, 3]", false)]
    [InlineData("""{ "a": { "$absent": true } }""", """{ "b": 1 }""", true)]
    [InlineData("""{ "a": { "$absent": true } }""", """{ "a": null }""", false)]
    [InlineData("""{ "$has": ["one", "TWO"] }""", "\"two and one\"", true)]
    [InlineData("""{ "$has": "three" }""", "\"two and one\"", false)]
    [InlineData("""{ "$has": "x" }""", """{ "deep": ["x"] }""", true)]
    [InlineData("""{ "$like": "^a+$" }""", "\"aaa\"", true)]
    [InlineData("""{ "$oneOf": [1, 2] }""", "3", false)]
    [InlineData("""{ "a": { "$any": true } }""", "{}", false)]
    public void Differs_WantedAndCame(string wanted, string came, bool isLike) =>
        Assert.Equal(isLike, Likeness.Differs(JsonElement.Parse(wanted), JsonElement.Parse(came)) is null);

    [Fact]
    public void DiffersInAnyOrder_TellsWhatIsMissingAndWhatIsTooMuch()
    {
        JsonElement[] came = [JsonElement.Parse("2"), JsonElement.Parse("3")];

        Assert.Null(Likeness.DiffersInAnyOrder([JsonElement.Parse("3"), JsonElement.Parse("2")], came));
        Assert.Equal("missing 4; not wanted 3", Likeness.DiffersInAnyOrder([JsonElement.Parse("2"), JsonElement.Parse("4")], came));
    }
}
