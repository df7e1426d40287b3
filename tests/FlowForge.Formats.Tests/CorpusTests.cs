using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Serialization;
using FlowForge.Core.Tests.Validation;
using FlowForge.Core.Validation;

namespace FlowForge.Formats.Tests;

/// <summary>Every document of <c>tests/corpus/documents</c>, read and validated as a host would.</summary>
public class CorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus", "documents");

    private static readonly JsonElement[] Manifest =
        [.. StrictJson.Read(File.ReadAllBytes(Path.Combine(Folder, "manifest.json"))).Value.EnumerateArray()];

    public static IEnumerable<object[]> Cases => Manifest.Select((entry, i) => new object[] { NameOf(entry), i });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_HostileDocument_IsAnsweredAsTheManifestSays(string name, int index)
    {
        var entry = Manifest[index];
        var document = Document(entry);
        var watch = Stopwatch.StartNew();

        var problems = Problems(document, name);

        // Text that stops the reader is cheap to refuse; the bound leaves room for a cold start and a busy machine.
        Assert.True(watch.ElapsedMilliseconds < 3_000, $"{watch.ElapsedMilliseconds} ms");
        if (entry.GetProperty("code").GetString() is not { } code)
        {
            Assert.Empty(problems);
            return;
        }

        var problem = problems.FirstOrDefault(problem => problem.Code == code);
        Assert.True(problem is not null, $"got: {string.Join(", ", problems)}");
        Assert.Equal(entry.TryGetProperty("warning", out _), problem.IsWarning);
        Hold(entry, "path", path => Assert.Equal(path.GetString(), problem.Path));
        Hold(entry, "line", line => Assert.Equal(line.GetInt32(), problem.Line));
        Hold(entry, "column", column => Assert.Equal(column.GetInt32(), problem.Column));
        Hold(entry, "mentions", words => Assert.All(words.EnumerateArray(), word => Assert.Contains(word.GetString()!, problem.Message, StringComparison.Ordinal)));
        Assert.True(problem.Message.Length < 400 && !problem.Message.Contains('\n', StringComparison.Ordinal), problem.Message);
    }

    [Fact]
    public void Manifest_Files_AreAllThere() => Assert.Equal(
        Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!).Except(["manifest.json", "README.md"]).Order(StringComparer.Ordinal),
        Manifest.Where(entry => entry.TryGetProperty("file", out _)).Select(NameOf).Order(StringComparer.Ordinal));

    [Fact]
    public void Read_WordsAndOctals_StayStrings()
    {
        var workflow = DocumentReader.Read(File.ReadAllBytes(Path.Combine(Folder, "yaml-words-and-octals.yaml")), fileName: "x.yaml").Workflow!;

        Assert.Equal(("no", "010"), (workflow.Name, workflow.Description));
        Assert.Equal(
            ["yes", "on", "off", "~", "0x1F", "1_000", ".inf", ".nan", "2024-01-02", "12:30", "+1", "1.", "0o17", "True", "NULL"], workflow.Tags);
    }

    private static IReadOnlyList<Problem> Problems(byte[] document, string name)
    {
        var reading = DocumentReader.Read(document, fileName: name);
        return reading.IsRefused ? reading.Problems : WorkflowValidator.Validate(reading.Workflow, TestKinds.All, new TestScripts());
    }

    private static string NameOf(JsonElement entry) => entry.TryGetProperty("file", out var file)
        ? file.GetString()!
        : $"{entry.GetProperty("name").GetString()}.{entry.GetProperty("format").GetString()}";

    private static byte[] Document(JsonElement entry)
    {
        if (entry.TryGetProperty("file", out var file))
        {
            return File.ReadAllBytes(Path.Combine(Folder, file.GetString()!));
        }

        var text = new StringBuilder(entry.GetProperty("before").GetString());
        text.Insert(text.Length, entry.GetProperty("repeat").GetString()!, entry.GetProperty("times").GetInt32());
        return Encoding.UTF8.GetBytes(text.Append(entry.GetProperty("after").GetString()).ToString());
    }

    private static void Hold(JsonElement entry, string name, Action<JsonElement> check)
    {
        if (entry.TryGetProperty(name, out var value))
        {
            check(value);
        }
    }
}
