namespace FlowForge.Architecture;

/// <summary>The repository these tests were built in.</summary>
internal static class RepositoryFolder
{
    /// <summary>Its full path.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "FlowForge.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No FlowForge.sln above {AppContext.BaseDirectory}.");
    }
}
