using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Usage;

/// <summary>What every <see cref="IUsageLedger"/> does. An adapter's tests derive from this and hand in an empty ledger.</summary>
public abstract class UsageLedgerContract : StoreContract<IUsageLedger>
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly DayUsage Plenty = new(Monday, 1_000, 1_000_000);

    private IUsageLedger Ledger => Store;

    /// <summary>An empty ledger; called again, another process's view of the same one.</summary>
    protected abstract override IUsageLedger CreateStore();

    [Fact]
    public async Task Read_NothingTaken_IsZero() => Assert.Equal(new(Monday, 0, 0), await Ledger.ReadAsync(Monday, default));

    [Fact]
    public async Task Take_Twice_AddsUpAndOutlivesTheProcess()
    {
        Assert.Equal(new(Monday, 1, 100), await Ledger.TakeAsync(new(Monday, 1, 100), Plenty, default));
        Assert.Equal(new(Monday, 2, 150), await Ledger.TakeAsync(new(Monday, 1, 50), Plenty, default));

        Assert.Equal(new(Monday, 2, 150), await CreateStore().ReadAsync(Monday, default));
    }

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(1_000, 100)]
    public async Task Take_PastTheMost_ChangesNothing(int calls, long tokens)
    {
        var most = new DayUsage(Monday, calls, tokens);
        Assert.NotNull(await Ledger.TakeAsync(new(Monday, 1, 90), most, default));

        Assert.Null(await Ledger.TakeAsync(new(Monday, 1, 20), most, default));

        Assert.Equal(new(Monday, 1, 90), await Ledger.ReadAsync(Monday, default));
    }

    [Fact]
    public async Task Settle_GivesBackAndAdds_NeverBelowZero()
    {
        await Ledger.TakeAsync(new(Monday, 1, 100), Plenty, default);

        await Ledger.SettleAsync(Monday, -60, default);
        Assert.Equal(new(Monday, 1, 40), await Ledger.ReadAsync(Monday, default));
        await Ledger.SettleAsync(Monday, 5, default);
        Assert.Equal(new(Monday, 1, 45), await Ledger.ReadAsync(Monday, default));
        await Ledger.SettleAsync(Monday, -100, default);
        Assert.Equal(new(Monday, 1, 0), await Ledger.ReadAsync(Monday, default));
    }

    [Fact]
    public async Task Take_OnTheNextDay_BeginsAtZero_AndYesterdayTakesNoMore()
    {
        await Ledger.TakeAsync(new(Monday, 3, 100), Plenty, default);

        Assert.Equal(new(Monday.AddDays(1), 1, 10), await Ledger.TakeAsync(new(Monday.AddDays(1), 1, 10), Plenty, default));
        await Ledger.SettleAsync(Monday, -50, default);

        Assert.Equal(new(Monday.AddDays(1), 1, 10), await Ledger.ReadAsync(Monday.AddDays(1), default));
    }

    [Fact]
    public async Task Take_SideBySide_NeverPassTheMostTogether()
    {
        var most = new DayUsage(Monday, 7, 1_000_000);

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Ledger.TakeAsync(new(Monday, 1, 10), most, default).AsTask()));

        Assert.Equal(7, taken.Count(static one => one is not null));
        Assert.Equal(new(Monday, 7, 70), await Ledger.ReadAsync(Monday, default));
    }
}
