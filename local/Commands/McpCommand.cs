using System.CommandLine;
using FlowForge.Api.Mcp;
using FlowForge.Local.Client;
using FlowForge.Local.Settings;
using ModelContextProtocol.Server;

namespace FlowForge.Local.Commands;

/// <summary><c>mcp</c>: the Model Context Protocol over standard input and output, for an assistant that starts this program.</summary>
internal static class McpCommand
{
    public static Command Create()
    {
        var command = new Command("mcp", "Speaks the Model Context Protocol over standard input and output: workflows, runs and their history as tools.");
        command.SetAction((parsed, cancellation) => ServeAsync(CommonOptions.Settings(parsed), cancellation));
        return command;
    }

    private static async Task<int> ServeAsync(LocalSettings settings, CancellationToken cancellation)
    {
        await using var api = await ApiAccess.OpenAsync(settings, cancellation).ConfigureAwait(false);
        var options = McpOffer.Options(new OwnersTools(api));
        await using var transport = new StdioServerTransport(options);
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(cancellation).ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
