using FlowForge.Local.Settings;

namespace FlowForge.Local.Display;

/// <summary>What <c>doctor</c> says: lines for people, or with <c>--json</c> an object a line, <c>{ setting }</c> or <c>{ note }</c>.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="isJson">Whether machines read it.</param>
internal sealed class DoctorReport(TextWriter output, bool isJson)
{
    /// <summary>One setting; <paramref name="value"/> is never a secret's.</summary>
    public void Setting(KnownSetting setting, string value, string source)
    {
        if (!isJson)
        {
            output.WriteLine($"{setting.Variable} = {value}");
            output.WriteLine($"    from {source}. {setting.Meaning}");
            return;
        }

        output.WriteJsonLine(writer =>
        {
            writer.WriteStartObject("setting"u8);
            writer.WriteString("name"u8, setting.Variable);
            writer.WriteString("value"u8, value);
            writer.WriteString("source"u8, source);
            writer.WriteString("meaning"u8, setting.Meaning);
            writer.WriteEndObject();
        });
    }

    /// <summary>What follows from the settings, a sentence a line.</summary>
    public void Notes(string lines)
    {
        if (!isJson)
        {
            output.Write(lines);
            return;
        }

        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            output.WriteJsonLine(writer => writer.WriteString("note"u8, line));
        }
    }
}
