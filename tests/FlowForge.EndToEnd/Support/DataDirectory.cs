namespace FlowForge.EndToEnd.Support;

/// <summary>A data folder and files for one test.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("flowforge-e2e-");

    public string Path => System.IO.Path.Combine(root.FullName, "data");

    /// <summary>Writes a file beside the data folder.</summary>
    public string Write(string name, string text)
    {
        var file = System.IO.Path.Combine(root.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => root.Delete(recursive: true);
}
