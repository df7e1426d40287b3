using FlowForge.Contracts.Usage;
using FlowForge.Core.Ports;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Tests.Storage;

public sealed class UsageFileTests : UsageLedgerContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Read_FileThatIsNone_IsZeroAndIsWrittenAnew()
    {
        var day = new DateOnly(2026, 3, 2);
        await File.WriteAllTextAsync(_folder["ai-usage.json"], """{"day":"today""");

        Assert.Equal(new(day, 0, 0), await new UsageFile(_folder.Path).ReadAsync(day, default));
        await new UsageFile(_folder.Path).TakeAsync(new(day, 1, 5), new(day, 9, 99), default);

        Assert.Equal(new(day, 1, 5), await new UsageFile(_folder.Path).ReadAsync(day, default));
    }

    public void Dispose() => _folder.Dispose();

    protected override IUsageLedger CreateStore() => new UsageFile(_folder.Path);
}
