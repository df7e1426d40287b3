using System.Globalization;
using FlowForge.Api;
using Microsoft.Extensions.Configuration;

namespace FlowForge.Local.Settings;

/// <summary>
/// The settings of this process: command line, then environment, then <c>appsettings.json</c> in the data folder.
/// </summary>
internal sealed class LocalSettings
{
    private const string Root = "FlowForge:";

    private readonly IReadOnlyList<SettingSource> sources;

    private LocalSettings(string dataFolder, IReadOnlyList<SettingSource> sources)
    {
        DataFolder = dataFolder;
        this.sources = sources;
    }

    /// <summary>The data folder, a full path.</summary>
    public string DataFolder { get; }

    /// <summary>Address to listen on.</summary>
    public string Host => Text(KnownSetting.Host) ?? KnownSetting.Host.Otherwise;

    /// <summary>Port to listen on, 0 to 65535.</summary>
    public int Port => int.TryParse(Text(KnownSetting.Port) ?? KnownSetting.Port.Otherwise, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
        ? port
        : throw new SettingException(KnownSetting.Port, "must be a whole number from 0 to 65535.");

    /// <summary>Name of the store.</summary>
    public string Store => Text(KnownSetting.Store) ?? KnownSetting.Store.Otherwise;

    /// <summary>Connection string of the storage account, or null.</summary>
    public string? StorageConnection => Text(KnownSetting.StorageConnection);

    /// <summary>Address of the storage account, or null.</summary>
    public Uri? StorageUrl => Text(KnownSetting.StorageUrl) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) => url,
        _ => throw new SettingException(KnownSetting.StorageUrl, "must be an address like https://NAME.blob.core.windows.net."),
    };

    /// <summary>The operator's token, or null.</summary>
    public string? Token => Text(KnownSetting.Token);

    /// <summary>Further names of this host.</summary>
    public IReadOnlyList<string> Hosts => List(KnownSetting.Hosts);

    /// <summary>Where people reach this host, without a slash at its end; null when nothing says it.</summary>
    public string? PublicUrl => Text(KnownSetting.PublicUrl) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => text.TrimEnd('/'),
        var text => throw new SettingException(KnownSetting.PublicUrl, $"is '{text}', which is not an http or https address."),
    };

    /// <summary>What workflows may call besides the public internet.</summary>
    public IReadOnlyList<string> EgressAllow => List(KnownSetting.Allow);

    /// <summary>How long ended runs are kept; null: for ever.</summary>
    public TimeSpan? Retention
    {
        get
        {
            var text = Text(KnownSetting.Retention) ?? KnownSetting.Retention.Otherwise;
            return text == "forever" ? null
                : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 1_000_000
                    ? TimeSpan.FromDays(days)
                    : throw new SettingException(KnownSetting.Retention, "must be a number of days above 0, or 'forever'.");
        }
    }

    /// <summary>File of the vault's master keys, a full path.</summary>
    public string VaultKeyFile => Path.GetFullPath(Text(KnownSetting.VaultKey) ?? Path.Combine(DataFolder, "vault.key"));

    /// <summary>Passphrase of that file, or null.</summary>
    public string? VaultPassphrase => Text(KnownSetting.Passphrase);

    /// <summary>The collector that traces and metrics go to, or null.</summary>
    public Uri? Otlp => Text(KnownSetting.Otlp) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => url,
        var text => throw new SettingException(KnownSetting.Otlp, $"is '{text}', which is not an http or https address."),
    };

    /// <summary>Whether the log is one JSON object a line.</summary>
    public bool LogsJson => (Text(KnownSetting.LogFormat) ?? KnownSetting.LogFormat.Otherwise) switch
    {
        "json" => true,
        "text" => false,
        var text => throw new SettingException(KnownSetting.LogFormat, $"is '{text}'; it is text or json."),
    };

    /// <summary>What is logged.</summary>
    public LogLevel LogLevel => (Text(KnownSetting.LogLevel) ?? KnownSetting.LogLevel.Otherwise).ToLowerInvariant() switch
    {
        "warning" => LogLevel.Warning,
        "information" => LogLevel.Information,
        var text => throw new SettingException(KnownSetting.LogLevel, $"is '{text}'; it is warning or information."),
    };

    /// <summary>Whether only this machine can reach the host.</summary>
    public bool IsLoopback => ApiOptions.IsLoopbackName(Host);

    /// <summary>Reads the settings.</summary>
    /// <param name="commandLine">What the command line says, by names such as <c>Api:Token</c>.</param>
    /// <param name="environment">The environment's variables.</param>
    public static LocalSettings Load(IReadOnlyDictionary<string, string> commandLine, IConfigurationRoot environment)
    {
        var typed = SettingSource.Of("command line", commandLine.Select(pair => new KeyValuePair<string, string?>(Root + pair.Key, pair.Value)));
        var variables = new SettingSource("environment", environment);
        var data = typed.Find(Root + KnownSetting.Data.Name) ?? variables.Find(Root + KnownSetting.Data.Name);
        var folder = Path.GetFullPath(data ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "flowforge"));
        return new(folder, [typed, variables, SettingSource.OfFile(Path.Combine(folder, "appsettings.json"))]);
    }

    /// <summary>The value of a setting and where it comes from; null when nothing says it.</summary>
    public (string Value, string Source)? Find(KnownSetting setting)
    {
        foreach (var source in sources)
        {
            if (source.Find(Root + setting.Name) is { Length: > 0 } value)
            {
                return (value, source.Name);
            }

            if (setting.Also is { } also && source.Find(also) is { Length: > 0 } other)
            {
                return (other, $"{source.Name}, {also}");
            }
        }

        return null;
    }

    /// <summary>Names below <c>FlowForge</c> that are set somewhere and mean nothing to this host, with their source.</summary>
    public IEnumerable<(string Name, string Source)> Unknown() =>
        from source in sources
        from name in source.Names()
        where name.StartsWith(Root, StringComparison.OrdinalIgnoreCase)
            && !KnownSetting.All.Any(known => string.Equals(Root + known.Name, name, StringComparison.OrdinalIgnoreCase))
        select (name[Root.Length..], source.Name);

    private string? Text(KnownSetting setting) => Find(setting)?.Value;

    private string[] List(KnownSetting setting) =>
        (Text(setting) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
