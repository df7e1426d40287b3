using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Tests.Json;

public class JsNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(1, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(100, "100")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(1e23, "1e+23")]
    [InlineData(-1e-7, "-1e-7")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.00000123, "0.00000123")]
    [InlineData(0.000000123, "1.23e-7")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(9007199254740993, "9007199254740992")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    public void Text_OfANumber_IsWhatJavaScriptWrites(double number, string text) => Assert.Equal(text, JsNumber.Text(number));

    [Theory]
    [InlineData("0", true)]
    [InlineData("17", true)]
    [InlineData("-17", true)]
    [InlineData("-0", false)]
    [InlineData("1.0", false)]
    [InlineData("1e2", false)]
    [InlineData("1234567890123456", false)]
    public void IsPlain_Text_SaysWhetherItMayStayAsItIs(string text, bool isPlain) =>
        Assert.Equal(isPlain, JsNumber.IsPlain(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_OfRandomNumbers_ReadsBackAsTheSame()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var number = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(number))
            {
                Assert.True(number == JsNumber.Parse(JsNumber.Text(number)), $"Seed {seed}: {number:R}");
            }
        }
    }
}
