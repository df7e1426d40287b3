using FlowForge.Scripting.Native;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Native;

[Collection(ScriptsCollection.Name)]
public sealed class JsNumberTests(ScriptsFixture fixture)
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(1.5, "1.5")]
    [InlineData(-1e21, "-1e+21")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(123456789012345680000d, "123456789012345680000")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Format_Number_IsJavaScripts(double value, string expected) => Assert.Equal(expected, JsNumber.Format(value));

    [Fact]
    public async Task Format_RandomDoubles_AreAsTheEngineWritesThem()
    {
        const int Seed = 20240703;
        var random = new Random(Seed);
        var numbers = Enumerable.Range(0, 2_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64()))
            .Concat(Enumerable.Range(0, 2_000).Select(_ => Math.Round(random.NextDouble() * Math.Pow(10, random.Next(-8, 24)), random.Next(0, 6))))
            .Where(number => double.IsFinite(number) && (Math.Abs(number) is < 9e15 or > 1e21))
            .ToArray();
        var scope = TestScope.Of($$"""{"list":[{{string.Join(",", numbers.Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}}]}""");

        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("return { s: $json.list.map(String) }"), scope);

        var texts = result.Items[0].Json.GetProperty("s").EnumerateArray().Select(text => text.GetString()).ToArray();
        Assert.Equal(numbers.Length, texts.Length);
        Assert.All(texts.Index(), pair => Assert.True(pair.Item == JsNumber.Format(numbers[pair.Index]), $"seed {Seed}: {pair.Item} is not {JsNumber.Format(numbers[pair.Index])}"));
    }
}
