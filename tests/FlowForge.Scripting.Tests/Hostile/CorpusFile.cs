using System.Globalization;

namespace FlowForge.Scripting.Tests.Hostile;

/// <summary>A hostile script of <c>tests/corpus/scripts</c>: three lines of comment that say how it runs and what is the right answer, then the script.</summary>
/// <param name="Mode"><c>perItem</c>, <c>allItems</c> or <c>expression</c>.</param>
/// <param name="Expected">Failure codes that are right; <c>none</c> when it may also succeed.</param>
/// <param name="Time">Its time limit.</param>
/// <param name="Source">The script.</param>
internal sealed record CorpusFile(string Mode, IReadOnlyList<string> Expected, TimeSpan Time, string Source)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.js").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static CorpusFile Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name));
        return new(
            Value(lines[0], "mode"), Value(lines[1], "expect").Split(' '),
            TimeSpan.FromSeconds(double.Parse(Value(lines[2], "seconds"), CultureInfo.InvariantCulture)), string.Join('\n', lines.Skip(3)));
    }

    private static string Value(string line, string name) => line.StartsWith($"// {name}: ", StringComparison.Ordinal)
        ? line[(name.Length + 5)..]
        : throw new InvalidDataException($"A corpus file lacks its {name}.");
}
