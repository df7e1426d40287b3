using System.Globalization;
using FlowForge.Local.Storage;
using FlowForge.Local.Tests.Storage;

namespace FlowForge.Local.Tests;

/// <summary>What this assembly does as the second process of a test.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["own", var folder]:
                using (var owned = await DataFolder.OpenAsync(folder, TimeProvider.System))
                {
                    owned.Announce("http://127.0.0.1:5080", "token");
                    Console.WriteLine("owned");
                    _ = await Console.In.ReadLineAsync();
                }

                return 0;
            case ["write", var file]:
                await WriteForEverAsync(new(SqliteDatabase.Open(file, TimeProvider.System)));
                return 0;
            default:
                Console.Error.WriteLine("own FOLDER | write FILE");
                return 2;
        }
    }

    /// <summary>Says the id of each run once it is durable.</summary>
    private static Task WriteForEverAsync(SqliteRunStore runs) => Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
    {
        for (var n = 0; ; n++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"r{writer}-{n}");
            await runs.WriteAsync(Samples.ShortRun(id));
            Console.WriteLine(id);
        }
    }));
}
