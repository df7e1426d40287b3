using FlowForge.Core.Execution;
using FlowForge.Core.Ports;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Tests.Support;

namespace FlowForge.Durable.Tests.Driving;

/// <summary>Messages are rows, and the doorbell is only a doorbell.</summary>
public sealed class MailTests
{
    private static readonly DateTimeOffset Later = DateTimeOffset.UnixEpoch.AddDays(1);

    [Fact]
    public Task Run_RingsLostDoubledAndLate_EachSignalEndsOneWait() => Task.Run(async () =>
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var world = new WrittenWorld(70, (world, handOut) => handOut.Phase == HandOutPhase.WaitOver
                ? world.Advance(handOut)
                : new RunEvent.WaitsFor(handOut.Number, 0, handOut.First, WaitMode.Signal, "go", null));
            var sent = 0;
            var hub = new TestHub(world, seed)
            {
                BeforeStep = hub =>
                {
                    if (sent < 70 && random.Next(6) == 0)
                    {
                        sent++;
                        world.Post(mail => new RunEvent.Signalled(mail, "go"));
                        hub.Ring();
                    }

                    return Task.CompletedTask;
                },
            };

            await hub.RunAsync(world.Input);

            Assert.Equal(Enumerable.Range(0, 71), world.Ended);
            Assert.Equal((RunStatus.Completed, 70), (world.End.Status, world.End.MailTaken));
            Assert.True(hub.Generations > 1, "the history of 70 waits fits into one generation");
            Assert.InRange(hub.MostEvents, 1, 300);
        }
    });

    [Fact]
    public Task Run_CancelAsMail_StopsWhatWaitsAndEnds() => Task.Run(async () =>
    {
        var world = new WrittenWorld(3, (_, handOut) => new RunEvent.WaitsFor(handOut.Number, 0, handOut.First, WaitMode.Signal, "go", null));
        var hub = new TestHub(world, 1)
        {
            BeforeStep = hub =>
            {
                if (hub.Status == "WAITING" && world.Notes is [.., { Status: RunStatus.Waiting }])
                {
                    world.Post(_ => new RunEvent.CancelRequested());
                    hub.Ring();
                }

                return Task.CompletedTask;
            },
        };

        await hub.RunAsync(world.Input);

        Assert.Equal(RunStatus.Cancelled, world.End.End?.Status);
        Assert.Equal([1, 2, 3], world.End.Cancelled.Select(cancelled => cancelled.Node).Order());
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Run_DeadlineOfAnApproval_TheStoreSaysWhichWasFirst(bool expires) => Task.Run(async () =>
    {
        var ends = new List<int>();
        WrittenWorld? made = null;
        made = new WrittenWorld(1, (world, handOut) =>
        {
            if (handOut.Phase != HandOutPhase.WaitOver)
            {
                return new RunEvent.WaitsFor(handOut.Number, 0, handOut.First, WaitMode.Approval, null, Later);
            }

            ends.Add(handOut.Mail);
            return world.Advance(handOut);
        })
        {
            Expire = () =>
            {
                if (!expires)
                {
                    // Answered a moment before, and the ring was lost.
                    made!.Post(mail => new RunEvent.Answered(mail, 1, ""));
                }

                return expires;
            },
        };
        var hub = new TestHub(made, 1) { IsCalm = true };

        await hub.RunAsync(made.Input);

        Assert.Equal(RunStatus.Completed, made.End.Status);
        Assert.Equal([expires ? 0 : 1], ends);
        Assert.True(hub.Now >= Later);
    });

    [Fact]
    public Task Run_PastItsTime_IsStoppedAndFails() => Task.Run(async () =>
    {
        var world = new WrittenWorld(2, (world, handOut) => world.IsStopped
            ? new RunEvent.Cancelled(handOut.Number, 0)
            : new RunEvent.Yielded(handOut.Number, 0, handOut.First));
        var hub = new TestHub(world, 3);

        await hub.RunAsync(world.Input with { TimeoutSeconds = 10 });

        Assert.Equal((RunStatus.Failed, "run.timeout"), (world.End.Status, world.End.End!.Failure!.Code));
        Assert.InRange(hub.Now - DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12));
        Assert.True(hub.Generations > 1);
    });

    [Fact]
    public Task Run_WindowOfFifty_FiftyActivitiesAtOnce() => Task.Run(async () =>
    {
        var world = new WrittenWorld(50, static (world, handOut) => world.Advance(handOut));
        var hub = new TestHub(world, 1) { IsCalm = true };

        await hub.RunAsync(world.Input);

        Assert.True(hub.MostAtOnce >= 48, $"{hub.MostAtOnce} at once");
        Assert.Equal(51, hub.Calls[Activities.RunBranch]);
    });

    [Fact]
    public void Replay_OfAnotherHistory_IsNoticed()
    {
        var world = new WrittenWorld(1, static (world, handOut) => world.Advance(handOut));
        var input = world.Input.Write().GetRawText();
        var first = ReplayedOrchestration.Run(input, DateTimeOffset.UnixEpoch, [], []);
        var changed = first.All.Select(asked => asked with { Text = asked.Text.Replace("[0,0", "[1,0", StringComparison.Ordinal) }).ToList();

        Assert.Equal(first.All, ReplayedOrchestration.Run(input, DateTimeOffset.UnixEpoch, first.All, []).All);
        Assert.Throws<InvalidOperationException>(() => ReplayedOrchestration.Run(input, DateTimeOffset.UnixEpoch, changed, []));
    }
}
