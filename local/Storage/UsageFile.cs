using System.Text.Json;
using FlowForge.Ai.Budgets;
using FlowForge.Core.Serialization;

namespace FlowForge.Local.Storage;

/// <summary>Keeps what the AI layer used today in <c>ai-usage.json</c> of the data folder, so that a restart does not refill the budget.</summary>
internal sealed class UsageFile(string folder) : IUsageLedger
{
    private string Path => System.IO.Path.Combine(folder, "ai-usage.json");

    public DayUsage Read(DateOnly day)
    {
        try
        {
            var kept = JsonElement.Parse(File.ReadAllBytes(Path));
            return kept.GetProperty("day").GetString() == Text(day) ? new(day, kept.GetProperty("calls").GetInt32(), kept.GetProperty("tokens").GetInt64()) : new(day, 0, 0);
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new(day, 0, 0);
        }
    }

    public void Write(DayUsage usage)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes($"{Path}.new", JsonBuild.Bytes(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("day", Text(usage.Day));
                writer.WriteNumber("calls", usage.Calls);
                writer.WriteNumber("tokens", usage.Tokens);
                writer.WriteEndObject();
            }).Span);
            File.Move($"{Path}.new", Path, overwrite: true);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // The budget of this process still holds; only a restart would forget it.
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
