using System.Diagnostics;

namespace FlowForge.Architecture;

/// <summary>The files of this repository, as git sees them: tracked ones, and new ones that are not ignored.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. ListFiles().Where(static file => File.Exists(Path.Combine(Root, file)))];

    public static IReadOnlyList<SourceFile> Sources { get; } = [.. Files.Where(static file => file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(static file => new SourceFile(file, File.ReadAllLines(Path.Combine(Root, file))))];

    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files.Where(static file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(static file => new ProjectFile(file))];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FlowForge.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("FlowForge.sln is in no folder above the tests.");
        }

        return folder.FullName;
    }

    private static string[] ListFiles()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0
            ? files.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"git ls-files ended with {git.ExitCode}.");
    }
}
