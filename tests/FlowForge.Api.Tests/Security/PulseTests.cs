using FlowForge.Api.Security;
using FlowForge.Core;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Api.Tests.Security;

public sealed class PulseTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(Limits.LateMilliseconds);

    [Fact]
    public void IsLate_WhileWorkWaitsForAThread_AndNoLongerThanThat()
    {
        var clock = new FakeTimeProvider();
        var queued = new Queue<Action>();
        using var pulse = new Pulse(clock, queued.Enqueue);

        clock.Advance(Beat);
        clock.Advance(Most);
        Assert.False(pulse.IsLate);

        // Nobody has come to it yet; what is asked later is not queued behind it.
        clock.Advance(Beat);
        Assert.True(pulse.IsLate);
        Assert.Equal(Most + Beat, pulse.Waited);
        Assert.Single(queued);

        queued.Dequeue()();
        Assert.True(pulse.IsLate);
        clock.Advance(Beat);
        queued.Dequeue()();
        Assert.False(pulse.IsLate);
    }
}
