using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Calls of other runs. An end may be told of before the call that it belongs to is: it counts then.</content>
internal sealed partial class DeciderStep
{
    private void BeginCall(RunEvent.Calls calls, string path)
    {
        var place = (calls.Node, path);
        var (call, knewOfFailure) = (calls.Call, calls.Call.HasFailed);
        if (state.Calls.TryGetValue(place, out var known) && known.Attempt == call.Attempt)
        {
            call = call with { Ended = known.Ended, HasFailed = known.HasFailed };
        }
        else
        {
            call = call with { Ended = 0, HasFailed = false };
        }

        state.Calls[place] = call;
        if (call.Ended >= call.Awaited || (call.HasFailed && !knewOfFailure))
        {
            MakeReady(calls.Node, path, HandOutPhase.WaitOver);
        }
        else
        {
            Arm(calls.Number, new(calls.Node, path, WaitMode.Runs, null, calls.Until));
        }
    }

    /// <summary>The node looks again when as many have ended as it waits for, and when one has failed.</summary>
    private void EndChild(RunEvent.ChildEnded ended)
    {
        var place = (ended.Node, ended.Iteration);
        var call = state.Calls.GetValueOrDefault(place);
        if (call?.Attempt > ended.Attempt)
        {
            return;
        }

        if (call is null || call.Attempt < ended.Attempt)
        {
            call = CallProgress.NotBegun(ended.Attempt);
        }

        call = call with { Ended = call.Ended + 1, HasFailed = call.HasFailed || ended.IsFailed };
        state.Calls[place] = call;
        if (call.Ended >= call.Awaited || ended.IsFailed)
        {
            End(wait => wait.Mode == WaitMode.Runs && (wait.Node, wait.Iteration) == place, mail: 0);
        }
    }

    /// <summary>Any other answer than that it waits on means that the node's call is over.</summary>
    private void EndCall(HandOut handOut, RunEvent.Answer answer)
    {
        var comesAgain = answer is RunEvent.Calls || (answer is RunEvent.Yielded yielded && yielded.Next == handOut.First);
        if (state.Calls.Count > 0 && !comesAgain)
        {
            state.Calls.Remove((handOut.First, handOut.Iteration.Path));
        }
    }
}
