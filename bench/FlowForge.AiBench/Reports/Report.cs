using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.AiBench.Reports;

/// <summary>What a measurement found, for people as Markdown and for programs as JSON.</summary>
/// <param name="Model">The model that was asked, and where.</param>
/// <param name="Prompts">Tries of prompts.</param>
/// <param name="Heals">Tries of broken runs.</param>
internal sealed record Report(string Model, IReadOnlyList<Attempt> Prompts, IReadOnlyList<Attempt> Heals)
{
    public string Markdown()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {Model}\n");
        Table(text, "From words to a workflow", Prompts);
        Table(text, "Broken runs", Heals);
        foreach (var attempt in Prompts.Concat(Heals).Where(static one => !one.Passed || one.Amiss.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{(attempt.Passed ? "passed" : "FAILED")} {attempt.Id} (try {attempt.Number})\n");
            attempt.Failed.Concat(attempt.Amiss).ToList().ForEach(check => text.Append("  ").Append(check).Append('\n'));
        }

        return text.ToString();
    }

    public byte[] Json() => JsonBuild.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("model", Model);
        Write(writer, "prompts", Prompts);
        Write(writer, "heals", Heals);
        writer.WriteEndObject();
    }).ToArray();

    private static void Table(StringBuilder text, string title, IReadOnlyList<Attempt> attempts)
    {
        if (attempts.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| | cases | tries | structure | pass@1 | pass^3 | calls | tokens in | tokens out | cost | median s | longest s |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var one in attempts.GroupBy(static one => one.Area, StringComparer.Ordinal).Select(static area => Figures.Of(area.Key, [.. area])).Append(Figures.Of("**all**", attempts)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {one.Area} | {one.Cases} | {one.Attempts} | {Share(one.Score)} | {Share(one.PassOne)} | {Share(one.PassThree)} | {one.Calls} | {one.PromptTokens} | {one.ReplyTokens} | {(one.Cost is { } cost ? cost.ToString("0.0000", CultureInfo.InvariantCulture) : "–")} | {one.Seconds.Median:0.0} | {one.Seconds.Longest:0.0} |\n");
        }
    }

    private static string Share(double? share) => share is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : "–";

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<Attempt> attempts)
    {
        writer.WriteStartObject(name);
        var all = Figures.Of("all", attempts);
        writer.WriteNumber("cases", all.Cases);
        writer.WriteNumber("tries", all.Attempts);
        Number(writer, "structure", all.Score);
        writer.WriteNumber("pass@1", all.PassOne);
        Number(writer, "pass^3", all.PassThree);
        writer.WriteNumber("calls", all.Calls);
        writer.WriteNumber("promptTokens", all.PromptTokens);
        writer.WriteNumber("replyTokens", all.ReplyTokens);
        Number(writer, "cost", (double?)all.Cost);
        writer.WriteNumber("medianSeconds", all.Seconds.Median);
        writer.WriteStartArray("attempts");
        foreach (var one in attempts)
        {
            writer.WriteStartObject();
            writer.WriteString("id", one.Id);
            writer.WriteString("area", one.Area);
            writer.WriteNumber("try", one.Number);
            writer.WriteBoolean("passed", one.Passed);
            Number(writer, "structure", one.Score);
            writer.WriteStartArray("failed");
            one.Failed.ToList().ForEach(check => writer.WriteStringValue(check.ToString()));
            writer.WriteEndArray();
            writer.WriteNumber("promptTokens", one.Usage.PromptTokens);
            writer.WriteNumber("replyTokens", one.Usage.ReplyTokens);
            writer.WriteNumber("calls", one.Usage.Calls);
            Number(writer, "cost", (double?)one.Usage.Cost);
            writer.WriteNumber("seconds", one.Elapsed.TotalSeconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}
