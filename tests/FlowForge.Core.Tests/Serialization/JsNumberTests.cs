using System.Globalization;
using System.Text;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Tests.Serialization;

public class JsNumberTests
{
    /// <summary>Written by a JavaScript engine: the bits of a double in hex, and <c>String(value)</c>.</summary>
    public static readonly string[] Known = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Serialization", "numbers.txt"));

    [Fact]
    public void Format_NumbersOfAnEngine_AreWrittenAlike() => Assert.All(Known, line =>
    {
        var (bits, text) = (line[..16], line[17..]);
        Assert.Equal(text, JsNumber.Format(BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber))));
    });

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Format_NoNumber_IsNamedAsInJavaScript(double value, string text) => Assert.Equal(text, JsNumber.Format(value));

    [Fact]
    public void Format_RandomDoubles_ReadBackToTheSame()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value) && value != 0)
            {
                var text = JsNumber.Format(value);
                Assert.True(double.Parse(text).Equals(value), $"seed {seed}: {text}");
                Assert.True(text.Length <= JsNumber.MaxLength, $"seed {seed}: {text}");
                Assert.True(JsNumber.IsShortest(Encoding.ASCII.GetBytes(text)), $"seed {seed}: {text}");
            }
        }
    }

    [Fact]
    public void IsShortest_RandomDecimals_AgreesWithFormat()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var whole = random.Next(4) == 0 ? "0" : random.NextInt64(1, (long)Math.Pow(10, random.Next(1, 18))).ToString();
            var fraction = random.Next(3) == 0 ? "" : "." + random.NextInt64((long)Math.Pow(10, random.Next(1, 18))).ToString($"D{random.Next(1, 18)}");
            var text = (random.Next(2) == 0 ? "-" : "") + whole + fraction + (random.Next(5) == 0 ? $"e{random.Next(-30, 30)}" : "");

            Assert.True(JsNumber.IsShortest(Encoding.ASCII.GetBytes(text)) == (JsNumber.Format(double.Parse(text)) == text), $"seed {seed}: {text}");
        }
    }
}
