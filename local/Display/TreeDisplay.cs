using System.Text.Json;
using FlowForge.Core.Model;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FlowForge.Local.Display;

/// <summary>A live tree of nodes with a progress bar.</summary>
internal sealed class TreeDisplay : RunDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(80);

    private readonly Workflow workflow;
    private readonly RunTree tree;
    private readonly Lock gate = new();
    private CancellationTokenSource ended = new();
    private Task drawing = Task.CompletedTask;

    public TreeDisplay(Workflow workflow)
    {
        this.workflow = workflow;
        tree = new(workflow);
        GoOn();
    }

    /// <summary>The tree stands still while somebody types, and is drawn anew below.</summary>
    public override void Pause(JsonElement run, string question)
    {
        Stop();
        AnsiConsole.Markup($"[yellow]{Markup.Escape(question)}[/] ");
    }

    public override void GoOn()
    {
        ended.Dispose();
        ended = new();
        drawing = AnsiConsole.Live(new Text("")).AutoClear(false).Overflow(VerticalOverflow.Ellipsis).StartAsync(DrawAsync);
    }

    public override void Frame(JsonElement frame)
    {
        lock (gate)
        {
            tree.Take(frame);
        }
    }

    public override void End(JsonElement run)
    {
        Stop();
        var status = run.GetProperty("status"u8).GetString()!;
        AnsiConsole.MarkupLineInterpolated($"run {run.GetProperty("id"u8).GetString()} [{TreeRows.Colour(status)}]{status}[/]");
        RunEnd.Write(Console.Out, run);
    }

    public override void Dispose()
    {
        Stop();
        ended.Dispose();
        base.Dispose();
    }

    private void Stop()
    {
        ended.Cancel();
        drawing.GetAwaiter().GetResult();
    }

    private async Task DrawAsync(LiveDisplayContext context)
    {
        while (!ended.IsCancellationRequested)
        {
            Draw(context);
            await Task.Delay(Refresh, TimeProvider.System, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Draw(context);
    }

    private void Draw(LiveDisplayContext context)
    {
        IRenderable picture;
        lock (gate)
        {
            picture = TreeRows.Draw(workflow.Name, tree, most: Math.Max(5, AnsiConsole.Profile.Height - 6));
        }

        context.UpdateTarget(picture);
    }
}
