using System.Text;
using FlowForge.Secrets.Masking;

namespace FlowForge.Secrets.Tests.Masking;

public sealed class SecretMaskTests
{
    private const string Secret = "p@ss wörd/+\"7";

    private static readonly SecretMask Mask = new("shop", [Secret, "short"]);

    public static TheoryData<string> Forms =>
    [
        Secret,
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        Uri.EscapeDataString(Secret),
        System.Text.Json.JsonSerializer.Serialize(Secret)[1..^1],
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Mask_EachForm_IsTakenOut(string form) =>
        Assert.Equal("a [credential:shop] b [credential:shop]", Mask.Mask($"a {form} b {form}"));

    [Fact]
    public void Mask_WithoutAValue_GivesTheSameMemory()
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes("nothing short here");

        Assert.True(bytes.Span == Mask.Mask(bytes).Span);
    }

    [Fact]
    public void Mask_AValueInsideAnother_TakesTheLongerOut()
    {
        var mask = new SecretMask("c", ["12345678", "0012345678900"]);

        Assert.Equal("x[credential:c]y[credential:c]", mask.Mask("x0012345678900y12345678"));
    }

    [Fact]
    public async Task Mask_AStream_GivesWhatTheWholeGives()
    {
        var seed = Seeds.First();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var text = new StringBuilder();
            var length = random.Next(0, 40_000);
            while (text.Length < length)
            {
                text.Append(random.Next(4) switch
                {
                    0 => Secret,
                    1 => Secret[..random.Next(Secret.Length)],
                    2 => Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
                    _ => new string('x', random.Next(1, 9_000)),
                });
            }

            var bytes = Encoding.UTF8.GetBytes(text.ToString());
            using var masked = new MemoryStream();
            await using (var stream = Mask.Mask(new Dribble(bytes, random)))
            {
                await stream.CopyToAsync(masked, random.Next(1, 5_000));
            }

            Assert.True(Mask.Mask(bytes).Span.SequenceEqual(masked.ToArray()), $"seed {seed}, round {round}");
        }
    }

    /// <summary>Gives its bytes in pieces of any length.</summary>
    private sealed class Dribble(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span[..Math.Min(buffer.Length, random.Next(1, 3_000))]));
    }
}
