using System.Text.Json;

namespace FlowForge.Local.Display;

/// <summary>A line for each node that has settled, and the output at the end.</summary>
internal sealed class LineDisplay(TextWriter output) : RunDisplay
{
    public override void Frame(JsonElement frame)
    {
        var line = FrameLine.Of(frame);
        if (!line.IsEgress)
        {
            return;
        }

        var iteration = line.Iteration.Length == 0 ? "" : $" [{line.Iteration}]";
        var attempt = line.Attempt == "1" ? "" : $" attempt {line.Attempt}";
        var time = line.Milliseconds.Length == 0 ? "" : $" {line.Milliseconds} ms";
        output.WriteLine($"{line.Status,-9} {line.Node}{iteration}{attempt} {line.Out}{time} {line.Failure}".TrimEnd());
    }

    public override void Pause(JsonElement run, string question) => output.WriteLine(question);

    public override void End(JsonElement run)
    {
        output.WriteLine($"run {run.GetProperty("id"u8).GetString()} {run.GetProperty("status"u8).GetString()}");
        RunEnd.Write(output, run);
    }
}
