using FlowForge.Durable.Places;
using FlowForge.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace FlowForge.Functions.Runs;

/// <summary>
/// The line of a concurrency key; its state is the text of a <see cref="PlaceLine"/>. What follows from a message is a signal to itself, kept in one step with
/// the state, so that it is done after the state that says so is durable, and however often the process dies.
/// </summary>
public sealed class PlaceLineEntity(AppHost host) : TaskEntity<string?>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Runs operations of a line.</summary>
    [Function(DurableLines.Entity)]
    public Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher, [DurableClient] DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(dispatcher);
        host.Instances.Use(client);
        return dispatcher.DispatchAsync(this);
    }

    /// <summary>Hears a message.</summary>
    public void Hear(string message)
    {
        var line = LineText.Read(State);
        foreach (var act in line.Hear(LineText.ReadMessage(message)))
        {
            Context.SignalEntity(Context.Id, nameof(Act), LineText.Write(act));
        }

        State = LineText.Write(line);
    }

    /// <summary>Does what followed. A fault is ours: it is done again, for as long as it takes.</summary>
    public async Task Act(string act)
    {
        try
        {
            await host.ActAsync(Context.Id.Key, LineText.ReadAct(act)).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            host.Report($"A place of line {Context.Id.Key} ({act}) could not be seen to; trying again.", fault);
            Context.SignalEntity(Context.Id, nameof(Act), act, new SignalEntityOptions { SignalTime = TimeProvider.System.GetUtcNow() + Pause });
        }
    }

    /// <inheritdoc/>
    protected override string? InitializeState(TaskEntityOperation entityOperation) => null;
}
