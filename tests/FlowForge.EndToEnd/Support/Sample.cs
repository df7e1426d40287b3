using System.Net;

namespace FlowForge.EndToEnd.Support;

/// <summary>The workflows of <c>samples/</c>, as a person would post them.</summary>
internal static class Sample
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.yaml"));

    /// <summary>Saves a sample and makes its triggers live.</summary>
    public static async Task PublishAsync(HostClient client, string name)
    {
        await client.SaveAsync(Text(name));
        (await client.PostAsync($"workflows/{name}/activate")).Expect(HttpStatusCode.OK);
    }

    /// <summary>The newest run of a workflow.</summary>
    public static async Task<string> LastRunAsync(HostClient client, string workflow) =>
        (await client.GetAsync($"runs?workflow={workflow}&limit=1")).Json.GetProperty("items")[0].Id();
}
