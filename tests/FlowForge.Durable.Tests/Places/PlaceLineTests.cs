using FlowForge.Core;
using FlowForge.Core.Driven;
using FlowForge.Core.Model;
using FlowForge.Durable.Places;

namespace FlowForge.Durable.Tests.Places;

/// <summary>What follows from what a line hears, message by message.</summary>
public sealed class PlaceLineTests
{
    private readonly PlaceLine _line = LineText.Read(null);

    [Fact]
    public void Ask_Queue_BeginsInTurn()
    {
        Assert.Equal(["begin,a"], Ask("a", 1));
        Assert.Empty(Ask("b", 2));
        Assert.Empty(Ask("c", 3));

        Assert.Equal(["begin,b"], Hear(new PlaceMessage.Leave("a")));
        Assert.Equal(["begin,c"], Hear(new PlaceMessage.Leave("b")));
        Assert.Empty(Hear(new PlaceMessage.Leave("c")));
        Assert.Empty(_line.Seats);
    }

    [Fact]
    public void Ask_OfOneWhoCameBeforeAndIsHeardLate_WaitsBeforeThoseWhoCameAfter()
    {
        Ask("b", 2);
        Ask("c", 3);

        Assert.Empty(Ask("a", 1));
        Assert.Equal(["begin,a"], Hear(new PlaceMessage.Leave("b")));
    }

    [Fact]
    public void Ask_LimitTwo_TwoBegin()
    {
        Assert.Equal(["begin,a"], Ask("a", 1, limit: 2));
        Assert.Equal(["begin,b"], Ask("b", 2, limit: 2));
        Assert.Empty(Ask("c", 3, limit: 2));
        Assert.Equal(["begin,c"], Hear(new PlaceMessage.Leave("a")));
    }

    [Fact]
    public void Ask_Skip_GivesWayAndDoesSoAgainWhenAskedAgain()
    {
        Ask("a", 1, WhenBusy.Skip);

        Assert.Equal(["end,b,2"], Ask("b", 2, WhenBusy.Skip));
        Hear(new PlaceMessage.Leave("a"));
        Assert.Equal(["end,b,2"], Ask("b", 2, WhenBusy.Skip));
        Assert.Equal(["begin,c"], Ask("c", 3, WhenBusy.Skip));
    }

    [Fact]
    public void Ask_Replace_StopsWhoHasThePlaceAndEndsWhoWaitsForIt()
    {
        Ask("a", 1, WhenBusy.Replace);

        Assert.Equal(["stop,a"], Ask("b", 2, WhenBusy.Replace));
        Assert.Equal(["end,b,3"], Ask("c", 3, WhenBusy.Replace));
        Assert.Equal(["begin,c"], Hear(new PlaceMessage.Leave("a")));
    }

    [Fact]
    public void Ask_ReplaceHeardLate_IsItselfReplaced()
    {
        Ask("b", 2, WhenBusy.Replace);

        Assert.Equal(["end,a,3"], Ask("a", 1, WhenBusy.Replace));
        Assert.Equal("b", Assert.Single(_line.Seats).RunId);
    }

    [Fact]
    public void Ask_Again_ChangesNothingAndSaysAgainWhatFollowed()
    {
        Ask("a", 1);
        Ask("b", 2);

        Assert.Equal(["begin,a"], Ask("a", 1));
        Assert.Empty(Ask("b", 2));
        Assert.Equal(2, _line.Seats.Count);
    }

    [Fact]
    public void Leave_HeardBeforeTheQuestion_KeepsItOut()
    {
        Assert.Empty(Hear(new PlaceMessage.Leave("a")));
        Assert.Empty(Ask("a", 1));
        Assert.Empty(_line.Seats);
    }

    [Fact]
    public void Withdraw_EndsWhoWaitsOrIsYetToAsk_AndNotWhoHasAPlace()
    {
        Ask("a", 1);
        Ask("b", 2);

        Assert.Empty(Hear(new PlaceMessage.Withdraw("a")));
        Assert.Equal(["end,b,1"], Hear(new PlaceMessage.Withdraw("b")));
        Assert.Equal(["end,c,1"], Hear(new PlaceMessage.Withdraw("c")));
        Assert.Equal(["end,c,1"], Ask("c", 3));
        Assert.Equal("a", Assert.Single(_line.Seats).RunId);
    }

    [Fact]
    public void Tidy_ForgetsWhoHasLeft_OnlyWhenNobodyIsThere()
    {
        Ask("a", 1);
        Hear(new PlaceMessage.Leave("b"));
        Hear(new PlaceMessage.Tidy());
        Assert.Single(_line.Left);

        Hear(new PlaceMessage.Leave("a"));
        Hear(new PlaceMessage.Tidy());
        Assert.Null(LineText.Write(_line));
    }

    [Fact]
    public void Left_IsBounded()
    {
        for (var i = 0; i < Limits.PlacesLeftKnown + 10; i++)
        {
            Hear(new PlaceMessage.Leave($"r{i}"));
        }

        Assert.Equal(Limits.PlacesLeftKnown, _line.Left.Count);
    }

    [Fact]
    public void Text_OfALongLine_IsShortAndReadsBack()
    {
        for (var i = 0; i < Limits.PlaceQueue; i++)
        {
            Ask($"01abcdefghijklmnopqrstuv{i:x4}", 638_000_000_000_000_000 + i);
        }

        var text = LineText.Write(_line)!;

        Assert.InRange(text.Length, 1, 600_000);
        Assert.Equal(_line.Seats, LineText.Read(text).Seats);
    }

    private List<string> Ask(string run, long turn, WhenBusy whenBusy = WhenBusy.Queue, int limit = 1) => Hear(new PlaceMessage.Ask(run, turn, limit, whenBusy));

    private List<string> Hear(PlaceMessage message) => [.. _line.Hear(LineText.ReadMessage(LineText.Write(message))).Select(LineText.Write)];
}
