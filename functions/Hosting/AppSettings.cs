using FlowForge.Ai;
using FlowForge.Core.Ports;
using FlowForge.Egress;
using Microsoft.Extensions.Configuration;

namespace FlowForge.Functions.Hosting;

/// <summary>The settings of the app, by the same names as everywhere (design 9).</summary>
public sealed record AppSettings
{
    /// <summary>Connection string of the storage account, Azurite's too; null with <see cref="StorageUrl"/>.</summary>
    public string? StorageConnection { get; private init; }

    /// <summary>Address of the storage account, reached with the app's identity.</summary>
    public Uri? StorageUrl { get; private init; }

    /// <summary>Address of the Key Vault that holds credentials; null with <see cref="VaultKeyFile"/>.</summary>
    public Uri? KeyVaultUrl { get; private init; }

    /// <summary>File of master keys, for a machine without a Key Vault.</summary>
    public string? VaultKeyFile { get; private init; }

    /// <summary>Token of the API; null: only hooks, resume and liveness are answered.</summary>
    public string? Token { get; private init; }

    /// <summary>
    /// Whether App Service signs callers in (Easy Auth with Entra ID), whose headers are believed then. The platform says so itself, and takes such headers
    /// out of what comes from outside.
    /// </summary>
    public bool HasPlatformSignIn { get; private init; }

    /// <summary>Names that may stand in <c>Host</c>.</summary>
    public IReadOnlyList<string> Hosts { get; private init; } = [];

    /// <summary>Address under which people reach the app.</summary>
    public string PublicUrl { get; private init; } = "";

    /// <summary>What workflows may call.</summary>
    public EgressOptions Egress { get; private init; } = new();

    /// <summary>The language models that are asked; without a key none is.</summary>
    public AiOptions Ai { get; private init; } = new();

    /// <summary>How long ended runs are kept whose workflow does not say; null for ever.</summary>
    public TimeSpan? Retention { get; private init; }

    /// <summary>Reads them. <see cref="SettingException"/> says what to set.</summary>
    public static AppSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("FlowForge");
        string? Value(string name) => section[name] is { Length: > 0 } value ? value : null;
        var egress = EgressOptions.Parse(Value("Egress:Allow") ?? "");
        if (egress.IsFailure)
        {
            throw new SettingException($"FlowForge__Egress__Allow: {egress.Failure.Message}");
        }

        var ai = AiOptions.Parse(name => Value($"Ai:{name}") ?? (name == "ApiKey" ? configuration["OPENROUTER_API_KEY"] : null));
        if (ai.IsFailure)
        {
            throw new SettingException(ai.Failure.Message);
        }

        var (connection, url) = (Value("Storage:ConnectionString"), Value("Storage:AccountUrl"));
        if (connection is null && url is null)
        {
            throw new SettingException("Set FlowForge__Storage__AccountUrl, or FlowForge__Storage__ConnectionString, to say in which storage account the app keeps its data.");
        }

        if (url is not null && !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            throw new SettingException($"FlowForge__Storage__AccountUrl is '{url}'; set it to an address such as https://NAME.blob.core.windows.net.");
        }

        var (vault, keys) = (Value("KeyVault:Url"), Value("Secrets:KeyFile"));
        if (vault is null && keys is null)
        {
            throw new SettingException("Set FlowForge__KeyVault__Url to the Key Vault that holds credentials, or FlowForge__Secrets__KeyFile on a machine without one.");
        }

        if (vault is not null && !Uri.TryCreate(vault, UriKind.Absolute, out _))
        {
            throw new SettingException($"FlowForge__KeyVault__Url is '{vault}'; set it to an address such as https://NAME.vault.azure.net.");
        }

        var site = configuration["WEBSITE_HOSTNAME"] ?? "localhost:7071";
        var publicUrl = Value("Api:PublicUrl") ?? (site.StartsWith("localhost", StringComparison.Ordinal) ? $"http://{site}" : $"https://{site}");
        if (!Uri.TryCreate(publicUrl, UriKind.Absolute, out var reached))
        {
            throw new SettingException($"FlowForge__Api__PublicUrl is '{publicUrl}'; set it to the address under which people reach the app.");
        }

        return new()
        {
            StorageConnection = connection,
            StorageUrl = url is null ? null : new(url),
            KeyVaultUrl = vault is null ? null : new(vault),
            VaultKeyFile = keys,
            Token = Value("Api:Token"),
            HasPlatformSignIn = bool.TryParse(configuration["WEBSITE_AUTH_ENABLED"], out var signsIn) && signsIn,
            Hosts = [new Uri($"http://{site}").Host, reached.Host, .. (Value("Api:Hosts") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            PublicUrl = publicUrl.TrimEnd('/'),
            Egress = egress.Value,
            Ai = ai.Value,
            Retention = Days(Value("Retention:Days")),
        };
    }

    private static TimeSpan? Days(string? text) => text switch
    {
        null => TimeSpan.FromDays(30),
        "forever" => null,
        _ when int.TryParse(text, out var days) && days > 0 => TimeSpan.FromDays(days),
        _ => throw new SettingException($"FlowForge__Retention__Days is '{text}'; set it to a number of days, or to 'forever'."),
    };
}
