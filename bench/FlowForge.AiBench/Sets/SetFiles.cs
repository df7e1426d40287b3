using System.Text.Json;
using System.Text.Json.Serialization;
using FlowForge.Formats;

namespace FlowForge.AiBench.Sets;

/// <summary>Reads the sets: YAML beside the program, strictly, so that a misspelt check is told and not left out.</summary>
internal static class SetFiles
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All prompts, by area and place.</summary>
    public static IReadOnlyList<PromptCase> Prompts(string folder) => [.. Files(folder, "prompts").Select(Read<PromptSet>)
        .SelectMany(static set => set.Prompts.Select(one => one with { Area = set.Area }))];

    /// <summary>All broken runs, by cause and place.</summary>
    public static IReadOnlyList<HealCase> Heals(string folder) => [.. Files(folder, "heals").Select(Read<HealSet>)
        .SelectMany(static set => set.Heals.Select(one => one with { Area = set.Area }))];

    private static IOrderedEnumerable<string> Files(string folder, string set) =>
        Directory.EnumerateFiles(Path.Combine(folder, set), "*.yaml").Order(StringComparer.Ordinal);

    private static T Read<T>(string file)
    {
        var read = StrictYaml.Read(File.ReadAllBytes(file));
        if (read.IsRefused)
        {
            throw new FormatException($"{file}({read.Problem.Line},{read.Problem.Column}): {read.Problem.Message}");
        }

        try
        {
            return read.Value.Deserialize<T>(Strict)!;
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{file}: {wrong.Path}: {wrong.Message}", wrong);
        }
    }
}
