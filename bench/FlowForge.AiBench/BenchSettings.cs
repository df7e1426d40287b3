using System.Globalization;
using System.Text.RegularExpressions;
using FlowForge.Ai;

namespace FlowForge.AiBench;

/// <summary>What is measured: the AI settings of a host, and some of the program's own.</summary>
internal sealed record BenchSettings
{
    /// <summary>How it is called.</summary>
    public const string Usage = """
        bench/ai/run [--tries 3] [--parallel 4] [--only REGEX] [--set prompts|heals] [--json FILE] [--reference] [--show]

        Asks the model of FlowForge__Ai__BaseUrl, __ApiKey (or OPENROUTER_API_KEY), __Model, __Price and __TimeoutSeconds to do all prompts and to mend all broken runs.
        --show asks none either: it prints what a model would be sent.
        --reference asks no model: it proves that the sets can be done, by the replies that they have themselves.
        """;

    /// <summary>Times that each case is tried; pass^3 needs three.</summary>
    public int Tries { get; private init; } = 3;

    /// <summary>Tries at a time.</summary>
    public int Parallel { get; private init; } = 4;

    /// <summary>Ids of the cases that are tried.</summary>
    public Regex Only { get; private init; } = new("");

    /// <summary><c>prompts</c>, <c>heals</c> or both.</summary>
    public string Set { get; private init; } = "";

    /// <summary>Where the report goes as JSON too, or null.</summary>
    public string? JsonFile { get; private init; }

    /// <summary>Whether the sets' own replies are taken in place of a model's.</summary>
    public bool IsReference { get; private init; }

    /// <summary>Whether what would be sent is printed and nobody is asked.</summary>
    public bool IsShow { get; private init; }

    /// <summary>Reads a command line; null with a sentence when it cannot be read.</summary>
    public static (BenchSettings? Settings, string? Wrong) Read(ReadOnlySpan<string> words)
    {
        var read = new BenchSettings();
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is "--reference" or "--show")
            {
                read = read with { IsReference = read.IsReference || words[i] == "--reference", IsShow = read.IsShow || words[i] == "--show", Tries = 1 };
                continue;
            }

            if (i + 1 == words.Length)
            {
                return (null, $"{words[i]} is not known, or wants a value.");
            }

            var value = words[++i];
            switch (words[i - 1])
            {
                case "--tries" when int.TryParse(value, CultureInfo.InvariantCulture, out var tries) && tries is >= 1 and <= 100:
                    read = read with { Tries = tries };
                    break;
                case "--parallel" when int.TryParse(value, CultureInfo.InvariantCulture, out var parallel) && parallel is >= 1 and <= 64:
                    read = read with { Parallel = parallel };
                    break;
                case "--only":
                    read = read with { Only = new(value) };
                    break;
                case "--set" when value is "prompts" or "heals":
                    read = read with { Set = value };
                    break;
                case "--json":
                    read = read with { JsonFile = value };
                    break;
                default:
                    return (null, $"{words[i - 1]} {value} is not known.");
            }
        }

        return (read, null);
    }

    /// <summary>The model, as a host's settings have it; budgets are not for measuring.</summary>
    public static AiOptions Model(Func<string, string?> setting)
    {
        var usual = new AiOptions();
        var price = (setting("FlowForge__Ai__Price") ?? "").Split(',');
        return usual with
        {
            ApiKey = setting("FlowForge__Ai__ApiKey") ?? setting("OPENROUTER_API_KEY"),
            BaseUrl = setting("FlowForge__Ai__BaseUrl") is { Length: > 0 } address ? new(address) : usual.BaseUrl,
            Model = setting("FlowForge__Ai__Model") is { Length: > 0 } model ? model : usual.Model,
            Price = price is [var asked, var answered] ? (decimal.Parse(asked, CultureInfo.InvariantCulture), decimal.Parse(answered, CultureInfo.InvariantCulture)) : null,
            CallTime = setting("FlowForge__Ai__TimeoutSeconds") is { Length: > 0 } seconds ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : usual.CallTime,
            CallsPerDay = int.MaxValue,
            TokensPerDay = long.MaxValue / 2,
            CallsPerRun = int.MaxValue,
            TokensPerRun = long.MaxValue / 2,
        };
    }
}
