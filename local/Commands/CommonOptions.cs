using System.CommandLine;
using System.Globalization;
using FlowForge.Local.Settings;
using Microsoft.Extensions.Configuration;

namespace FlowForge.Local.Commands;

/// <summary>Options that every command takes, and the settings they make.</summary>
internal static class CommonOptions
{
    public static readonly Option<string> Data = new("--data")
    {
        Description = "Data folder: store, settings and lock.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string[]> Set = new("--set")
    {
        Description = "A setting, e.g. --set Egress:Allow=10.0.0.0/8.",
        HelpName = "NAME=VALUE",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
    };

    public static readonly Option<string> Host = new("--host") { Description = "Address to listen on (127.0.0.1).", HelpName = "ADDR" };

    public static readonly Option<int?> Port = Number("--port", "Port to listen on (5080); 0 takes a free one.", 0, ushort.MaxValue);

    public static readonly Option<string> Store = new("--store") { Description = "Where runs and workflows are kept: sqlite or azure (sqlite).", HelpName = "NAME" };

    public static readonly Option<bool> Json = new("--json") { Description = "Machine-readable lines only." };

    /// <summary>An option that takes a whole number of a range.</summary>
    public static Option<int?> Number(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} takes a whole number from {least} to {most}, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    /// <summary>The settings of this call.</summary>
    public static LocalSettings Settings(ParseResult parsed)
    {
        var typed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in parsed.GetValue(Set) ?? [])
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new SettingException($"--set {pair}: write NAME=VALUE.");
            }

            typed[Name(pair[..at])] = pair[(at + 1)..];
        }

        Add(typed, KnownSetting.Data, parsed.GetValue(Data));
        Add(typed, KnownSetting.Host, parsed.GetValue(Host));
        Add(typed, KnownSetting.Store, parsed.GetValue(Store));
        Add(typed, KnownSetting.Port, parsed.GetValue(Port)?.ToString());
        return LocalSettings.Load(typed, new ConfigurationBuilder().AddEnvironmentVariables().Build());
    }

    private static void Add(Dictionary<string, string> typed, KnownSetting setting, string? value)
    {
        if (value is not null)
        {
            typed[setting.Name] = value;
        }
    }

    private static string Name(string written)
    {
        var name = written.Replace("__", ":", StringComparison.Ordinal);
        return name.StartsWith("FlowForge:", StringComparison.OrdinalIgnoreCase) ? name["FlowForge:".Length..] : name;
    }
}
