using FlowForge.Api.Security;
using FlowForge.Core;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Api.Tests.Security;

public sealed class ThrottleTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Throttle _throttle;

    public ThrottleTests() => _throttle = new(_clock);

    [Fact]
    public void Count_MoreThanAllowed_SaysHowLongToWait()
    {
        Assert.Null(_throttle.Count("a", "x", 2));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(_throttle.Count("a", "x", 2));
        Assert.Equal(40, _throttle.Count("a", "x", 2));
        Assert.Null(_throttle.Count("a", "y", 2));
        Assert.Null(_throttle.Count("b", "x", 2));
        _clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(_throttle.Count("a", "x", 2));
    }

    [Fact]
    public void Count_OfMoreClientsThanAreKept_ForgetsTheOldest()
    {
        for (var i = 0; i < Limits.CountedClients * 3; i++)
        {
            _throttle.Count("a", $"{i}", 1);
        }

        Assert.Equal(Limits.CountedClients, _throttle.Size);
        Assert.NotNull(_throttle.Count("a", $"{(Limits.CountedClients * 3) - 1}", 1));
        Assert.Null(_throttle.Count("a", "0", 1));
    }
}
