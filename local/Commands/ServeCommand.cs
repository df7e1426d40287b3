using System.CommandLine;
using System.Net;
using FlowForge.Local.Hosting;
using FlowForge.Local.Hosting.Pages;
using FlowForge.Local.Settings;

namespace FlowForge.Local.Commands;

/// <summary><c>serve</c>, the default: everything in one process until it is told to stop.</summary>
internal static class ServeCommand
{
    // With Limits.StopGraceSeconds before it, a stop takes less than ten seconds.
    private static readonly TimeSpan RequestsMayTake = TimeSpan.FromSeconds(4);

    public static Command Create()
    {
        var command = new Command("serve", "Runs the API, webhooks and the engine (the default).");
        Describe(command);
        return command;
    }

    /// <summary>Gives a command the options and the work of <c>serve</c>.</summary>
    public static void Describe(Command command)
    {
        command.Add(CommonOptions.Port);
        command.Add(CommonOptions.Host);
        command.Add(CommonOptions.Store);
        command.SetAction((parsed, cancellation) => ServeAsync(CommonOptions.Settings(parsed), parsed.InvocationConfiguration.Output, cancellation));
    }

    private static async Task<int> ServeAsync(LocalSettings settings, TextWriter output, CancellationToken cancellation)
    {
        var endpoint = Endpoint(settings);
        using var logging = HostLog.Create(settings);
        using var otlp = Otlp.Begin(settings);
        var logger = logging.CreateLogger("FlowForge");
        await using var kinds = KindSet.Create(settings);
        await using var host = await LocalHost.OpenAsync(settings, kinds, logger, cancellation).ConfigureAwait(false);
        var resumed = await host.ResumeAsync(cancellation).ConfigureAwait(false);
        await using var server = await WebServer.StartAsync(endpoint, new WebPages(host.Api, PageFiles.In(Path.Combine(AppContext.BaseDirectory, "editor"))).AnswerAsync, logging, cancellation).ConfigureAwait(false);
        host.Announce(Reachable(server.Address));
        host.BeginSchedules();
        await output.WriteLineAsync(
            $"FlowForge listens on {server.Address.GetLeftPart(UriPartial.Authority)} (data in {(settings.Store == "azure" ? "the storage account" : settings.DataFolder)}{(resumed == 0 ? "" : $", {resumed} runs go on")}). Ctrl+C stops it.")
            .ConfigureAwait(false);
        foreach (var rule in kinds.Allow)
        {
            logger.LogWarning("Workflows may call {Rule}, by {Setting}.", rule, KnownSetting.Allow.Variable);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, host.Lost);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.BeginStopAsync().ConfigureAwait(false);
        using var patience = new CancellationTokenSource(RequestsMayTake, TimeProvider.System);
        await server.StopAsync(patience.Token).ConfigureAwait(false);
        return host.Lost.IsCancellationRequested ? throw new SettingException("Another host has taken the storage account; this one has ended.") : ExitCodes.Done;
    }

    private static IPEndPoint Endpoint(LocalSettings settings)
    {
        if (!settings.IsLoopback && settings.Token is null)
        {
            throw new SettingException($"{settings.Host} can be reached from outside: set {KnownSetting.Token.Variable} first, or listen on 127.0.0.1.");
        }

        var address = string.Equals(settings.Host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(settings.Host.AsSpan().Trim("[]"), out var parsed) ? parsed
            : throw new SettingException(KnownSetting.Host, $"is '{settings.Host}', which is not an address.");
        return new(address, settings.Port);
    }

    // Commands of this machine cannot call "all addresses".
    private static Uri Reachable(Uri address) => new UriBuilder(address)
    {
        Host = IPAddress.TryParse(address.Host.AsSpan().Trim("[]"), out var listened) && (listened.Equals(IPAddress.Any) || listened.Equals(IPAddress.IPv6Any))
            ? "127.0.0.1"
            : address.Host,
    }.Uri;
}
