using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Usage;

/// <summary>What every <see cref="IAiJobStore"/> does. An adapter's tests derive from this and hand in an empty store.</summary>
public abstract class AiJobStoreContract : StoreContract<IAiJobStore>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Write_AgainAndAgain_TheLastIsRead()
    {
        Assert.Null(await Store.ReadAsync("a/b", default));
        Assert.True(await Store.WriteAsync("a/b", Job("""{"text":"a longer one"}"""), default));
        Assert.True(await Store.WriteAsync("a/b", Job("{}") with { At = Noon.AddSeconds(2), HasEnded = true }, default));

        var kept = (await Store.ReadAsync("a/b", default))!;
        Assert.Equal(("{}", Noon.AddSeconds(2), true), (System.Text.Encoding.UTF8.GetString(kept.Content.Span), kept.At, kept.HasEnded));
    }

    [Fact]
    public async Task Write_ALargeOne_IsReadWhole()
    {
        var large = Job($"\"{new string('x', 600_000)}\"");
        await Store.WriteAsync("a", large, default);

        Assert.Equal(large.Content.ToArray(), (await Store.ReadAsync("a", default))!.Content.ToArray());
    }

    [Fact]
    public async Task Stop_OfARunningJob_IsToldToWhoeverWritesIt()
    {
        Assert.False(await Store.StopAsync("a", default));
        await Store.WriteAsync("a", Job("1"), default);

        Assert.True(await Store.StopAsync("a", default));

        Assert.False(await Store.WriteAsync("a", Job("2"), default));
        Assert.Equal((byte)'2', (await Store.ReadAsync("a", default))!.Content.Span[0]);
    }

    [Fact]
    public async Task Forget_OldOnes_LeavesTheOthers()
    {
        await Store.WriteAsync("old", Job($"\"{new string('x', 600_000)}\""), default);
        await Store.WriteAsync("new", Job("1") with { At = Noon.AddMinutes(1) }, default);

        await Store.ForgetAsync(Noon.AddSeconds(30), default);

        Assert.Null(await Store.ReadAsync("old", default));
        Assert.NotNull(await Store.ReadAsync("new", default));
    }

    private static KeptAiJob Job(string content) => new(System.Text.Encoding.UTF8.GetBytes(content), Noon, false);
}
