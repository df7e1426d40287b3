using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace FlowForge.Infra;

/// <summary>The Bicep compiler and what it makes of <c>infra/</c>.</summary>
internal static class Bicep
{
    private static readonly Lazy<JsonElement> Built = new(() => JsonElement.Parse(Run("build", "infra/main.bicep", "--stdout").Output));

    /// <summary>All files of <c>infra/</c>, below the root.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "infra"), "*.bicep", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    /// <summary>The compiled template.</summary>
    public static JsonElement Main => Built.Value;

    /// <summary>The repository.</summary>
    public static string Root => Metadata("Root");

    /// <summary>Every resource of the template and of its modules.</summary>
    public static IEnumerable<JsonElement> Resources() => ResourcesOf(Main);

    /// <summary>Runs the compiler.</summary>
    public static (int Exit, string Output, string Problems) Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Metadata("Bicep"), arguments)
        {
            WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var problems = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, problems.GetAwaiter().GetResult());
    }

    private static IEnumerable<JsonElement> ResourcesOf(JsonElement template)
    {
        var resources = template.GetProperty("resources");
        var all = resources.ValueKind == JsonValueKind.Object ? resources.EnumerateObject().Select(pair => pair.Value) : resources.EnumerateArray();
        return all.SelectMany(resource => resource.GetProperty("type").GetString() == "Microsoft.Resources/deployments"
            ? ResourcesOf(resource.GetProperty("properties").GetProperty("template")).Prepend(resource)
            : [resource]);
    }

    private static string Metadata(string key) => typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;
}
