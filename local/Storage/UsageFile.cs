using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Local.Storage;

/// <summary>Keeps what the AI layer used today in <c>ai-usage.json</c> of the data folder, so that a restart does not refill the budget.</summary>
internal sealed class UsageFile(string folder) : IUsageLedger
{
    private readonly Lock gate = new();
    private DayUsage? kept;

    private string Path => System.IO.Path.Combine(folder, "ai-usage.json");

    public ValueTask<DayUsage> ReadAsync(DateOnly day, CancellationToken cancellation)
    {
        lock (gate)
        {
            return new(Of(day));
        }
    }

    public ValueTask<DayUsage?> TakeAsync(DayUsage more, DayUsage most, CancellationToken cancellation)
    {
        lock (gate)
        {
            var sum = Of(more.Day).Plus(more, most);
            if (sum is not null)
            {
                Keep(sum);
            }

            return new(sum);
        }
    }

    public ValueTask SettleAsync(DateOnly day, long tokens, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (Of(day) is { Calls: > 0 } taken)
            {
                Keep(taken.Settled(tokens));
            }
        }

        return ValueTask.CompletedTask;
    }

    private DayUsage Of(DateOnly day)
    {
        kept ??= Load();
        return kept.Day == day ? kept : new(day, 0, 0);
    }

    private DayUsage Load()
    {
        try
        {
            var stored = JsonElement.Parse(File.ReadAllBytes(Path));
            return new(
                DateOnly.ParseExact(stored.GetProperty("day").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                stored.GetProperty("calls").GetInt32(), stored.GetProperty("tokens").GetInt64());
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            return new(default, 0, 0);
        }
    }

    private void Keep(DayUsage usage)
    {
        kept = usage;
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes($"{Path}.new", JsonBuild.Bytes(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("day", usage.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
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
}
