using System.CommandLine;
using FlowForge.Core.Validation;
using FlowForge.Local.Client;
using FlowForge.Local.Display;
using FlowForge.Local.Settings;
using FlowForge.Local.Storage;

namespace FlowForge.Local.Commands;

/// <summary><c>doctor</c>: each setting, where its value comes from, and what it means; values of secrets are never shown.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Prints each setting, its source and what it means for what works.") { CommonOptions.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = CommonOptions.Settings(parsed);
            var report = new DoctorReport(parsed.InvocationConfiguration.Output, parsed.GetValue(CommonOptions.Json));
            foreach (var setting in KnownSetting.All)
            {
                Write(report, settings, setting);
            }

            using var notes = new StringWriter();
            foreach (var (name, source) in settings.Unknown())
            {
                notes.WriteLine($"{name} (from {source}): not known to this build, and not used.");
            }

            var isWell = await CheckAsync(notes, settings, cancellation).ConfigureAwait(false);
            report.Notes(notes.ToString());
            return isWell ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Write(DoctorReport report, LocalSettings settings, KnownSetting setting)
    {
        var found = settings.Find(setting);
        var value = setting == KnownSetting.Data ? settings.DataFolder
            : found is null ? setting.Otherwise
            : setting.IsSecret ? "set (not shown)"
            : found.Value.Value;
        report.Setting(setting, value, found?.Source ?? "its default");
    }

    private static async Task<bool> CheckAsync(TextWriter output, LocalSettings settings, CancellationToken cancellation)
    {
        var canListen = settings.IsLoopback || settings.Token is not null;
        output.WriteLine(canListen
            ? $"serve would listen on {settings.Host}:{settings.Port}{(settings.IsLoopback ? ", which only this machine can reach." : "; callers need the token.")}"
            : $"serve would refuse to listen on {settings.Host}: set {KnownSetting.Token.Variable} first.");
        output.WriteLine(settings.EgressAllow.Count == 0
            ? "Workflows can call the public internet, and no private, loopback or link-local address."
            : $"Workflows can call the public internet and {string.Join(", ", settings.EgressAllow)}.");
        output.WriteLine(TimeZones.HasDatabase
            ? "Time zones: all of the machine's database."
            : "Time zones: none but UTC, for this machine has no time-zone database: install tzdata, or let TZDIR name its folder.");
        await CageLines.WriteAsync(output, cancellation).ConfigureAwait(false);
        output.WriteLine(settings.Find(KnownSetting.AiKey) is null
            ? $"The AI layer is off: set {KnownSetting.AiKey.Variable} or OPENROUTER_API_KEY. All else works without it."
            : $"The AI layer asks {AiSettings.Of(settings)}.");
        output.WriteLine(File.Exists(settings.VaultKeyFile)
            ? $"Credentials are sealed with the keys of {settings.VaultKeyFile}{(settings.VaultPassphrase is null ? "" : ", under a passphrase")}."
            : $"Credentials: {settings.VaultKeyFile} is made at the first start.");
        output.WriteLine(settings.Retention is { } keep
            ? $"Ended runs are deleted after {keep.TotalDays:0.##} days, unless their workflow says otherwise (config.retention.days)."
            : "Ended runs are kept for ever, unless their workflow says otherwise (config.retention.days).");
        var owner = await ApiAccess.FindOwnerAsync(settings, cancellation).ConfigureAwait(false);
        output.WriteLine(owner is null ? "No host is using the data folder." : $"The data folder is in use by the host at {owner.Address}.");
        return await CheckStoreAsync(output, settings, cancellation).ConfigureAwait(false) && canListen;
    }

    private static async Task<bool> CheckStoreAsync(TextWriter output, LocalSettings settings, CancellationToken cancellation)
    {
        if (settings.Store == KnownSetting.Store.Otherwise && !File.Exists(Path.Combine(settings.DataFolder, DataFolder.DatabaseName)))
        {
            output.WriteLine("There is no store in it yet.");
            return true;
        }

        try
        {
            await using var api = await ApiAccess.OpenAsync(settings, cancellation).ConfigureAwait(false);
            await StorageLines.WriteAsync(output, api, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception broken) when (broken is SettingException or RefusedException or HttpRequestException)
        {
            output.WriteLine($"The store cannot be read: {broken.Message}");
            return false;
        }
    }
}
