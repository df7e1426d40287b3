using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace FlowForge.AzureStorage.Tests.Support;

/// <summary>One storage emulator for all tests of this assembly, on ports that were free. It ends with this process.</summary>
internal static partial class Azurite
{
    /// <summary>The account and key that Azurite always has.</summary>
    private const string Account =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    private static readonly Lazy<(Process Process, string ConnectionString)> Started = new(Start);

    /// <summary>Connection string of the emulator.</summary>
    public static string ConnectionString => Started.Value.ConnectionString;

    private static (Process Process, string ConnectionString) Start()
    {
        var folder = typeof(Azurite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "AzuriteFolder").Value!;
        var process = Process.Start(new ProcessStartInfo("node", ["start.mjs", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var (blob, queue, table) = ("", "", "");
        while (blob.Length == 0 || queue.Length == 0 || table.Length == 0)
        {
            var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Azurite ended before it listened.");
            if (Listening().Match(line) is { Success: true } found)
            {
                var url = found.Groups["url"].Value;
                (blob, queue, table) = found.Groups["service"].Value switch
                {
                    "Blob" => (url, queue, table),
                    "Queue" => (blob, url, table),
                    _ => (blob, queue, url),
                };
            }
        }

        _ = process.StandardOutput.ReadToEndAsync();
        return (process, $"{Account}BlobEndpoint={blob}/devstoreaccount1;QueueEndpoint={queue}/devstoreaccount1;TableEndpoint={table}/devstoreaccount1;");
    }

    [GeneratedRegex(@"Azurite (?<service>\w+) service is successfully listening at (?<url>\S+)")]
    private static partial Regex Listening();
}
