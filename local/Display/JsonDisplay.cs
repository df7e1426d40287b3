using System.Text.Json;

namespace FlowForge.Local.Display;

/// <summary>One object a line: <c>{ "frame": … }</c> for each frame, and <c>{ "run": … }</c> where the run pauses and at its end.</summary>
internal sealed class JsonDisplay(TextWriter output) : RunDisplay
{
    public override void Frame(JsonElement frame) => Write("frame", frame);

    public override void Pause(JsonElement run, string question) => Write("run", run);

    public override void End(JsonElement run) => Write("run", run);

    private void Write(string name, JsonElement value)
    {
        output.WriteLine($"{{\"{name}\":{value.GetRawText()}}}");
        output.Flush();
    }
}
