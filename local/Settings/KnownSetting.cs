using System.Globalization;
using FlowForge.Ai;
using FlowForge.Core;

namespace FlowForge.Local.Settings;

/// <summary>A setting this host reads (design 9).</summary>
/// <param name="Name">Its name below <c>FlowForge</c>, parts joined by a colon: <c>Api:Token</c>.</param>
/// <param name="Otherwise">Its default, in words when it has none.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="IsSecret">Whether its value is never shown.</param>
internal sealed record KnownSetting(string Name, string Otherwise, string Meaning, bool IsSecret = false)
{
    /// <summary>Its name in the environment.</summary>
    public string Variable => $"FlowForge__{Name.Replace(":", "__", StringComparison.Ordinal)}";

    /// <summary>A name of an environment variable of the wider world that says the same; null for none.</summary>
    public string? Also { get; init; }

    private static readonly AiOptions UsualAi = new();

    public static readonly KnownSetting Data = new("Data", "the user's data folder", "Folder of the store, the settings file and the lock.");
    public static readonly KnownSetting Host = new("Host", "127.0.0.1", "Address to listen on; any but loopback needs a token.");
    public static readonly KnownSetting Port = new("Port", "5080", "Port to listen on; 0 takes a free one.");
    public static readonly KnownSetting Store = new("Store", "sqlite", "Where runs and workflows are kept: sqlite (a file in the data folder) or azure (a storage account).");
    public static readonly KnownSetting StorageConnection = new("Storage:ConnectionString", "none", "Connection string of the storage account, with the store azure.", IsSecret: true);
    public static readonly KnownSetting StorageUrl = new(
        "Storage:AccountUrl", "none", "Address of the storage account, https://NAME.blob.core.windows.net, with the store azure and the identity that Azure gives this host.");

    public static readonly KnownSetting Token = new("Api:Token", "none", "Token that callers of the API send as 'Authorization: Bearer'.", IsSecret: true);
    public static readonly KnownSetting Hosts = new("Api:Hosts", "none", "Further names that may stand in 'Host', comma-separated.");
    public static readonly KnownSetting PublicUrl = new(
        "Api:PublicUrl", "the address it listens on", "Address under which people reach this host, for the links that workflows send (approvals, waits).");
    public static readonly KnownSetting Allow = new(
        "Egress:Allow", "none", "Addresses, ranges and hosts that workflows may call besides the public internet, comma-separated.");

    public static readonly KnownSetting Retention = new(
        "Retention:Days", "30", "Days an ended run is kept whose workflow does not say (config.retention.days); 'forever' keeps all.");

    public static readonly KnownSetting VaultKey = new("Secrets:KeyFile", "vault.key in the data folder", "File of the master keys that seal credentials; keep a copy of it apart from the store.");
    public static readonly KnownSetting Passphrase = new("Secrets:Passphrase", "none", "Passphrase that locks the file of master keys.", IsSecret: true);

    public static readonly KnownSetting Otlp = new(
        "Telemetry:OtlpEndpoint", "none", "Address of an OpenTelemetry collector, e.g. http://127.0.0.1:4318, to which traces and metrics go; OTEL_EXPORTER_OTLP_ENDPOINT does the same.");

    public static readonly KnownSetting LogFormat = new("Log:Format", "text", "How the log is written: text, or json with one object a line.");
    public static readonly KnownSetting LogLevel = new("Log:Level", "warning", "What is logged: warning, or information for a line when a run begins and ends and when a node fails.");

    public static readonly KnownSetting AiKey = new("Ai:ApiKey", "none", "Key of the language models' server; without one all but the AI layer works. OPENROUTER_API_KEY does the same.", IsSecret: true)
    {
        Also = "OPENROUTER_API_KEY",
    };

    public static readonly KnownSetting AiUrl = new("Ai:BaseUrl", UsualAi.BaseUrl.OriginalString, "Address of an OpenAI-compatible API; its origin may be called by the AI layer, and by nothing else for being set here.");
    public static readonly KnownSetting AiModel = new("Ai:Model", UsualAi.Model, "Name of the model at that server.");
    public static readonly KnownSetting AiPrice = new("Ai:Price", "none", "US dollars for a million tokens asked and answered, e.g. 0.40,1.60, where the server does not tell what a call cost.");
    public static readonly KnownSetting AiTimeout = new("Ai:TimeoutSeconds", Number((long)UsualAi.CallTime.TotalSeconds), $"Seconds that one call of a model may take, 1 to {Limits.AiCallMostSeconds}.");
    public static readonly KnownSetting AiCallsPerDay = new("Ai:CallsPerDay", Number(UsualAi.CallsPerDay), "Calls of models a day (UTC).");
    public static readonly KnownSetting AiTokensPerDay = new("Ai:TokensPerDay", Number(UsualAi.TokensPerDay), "Tokens a day (UTC), asked and answered.");
    public static readonly KnownSetting AiCallsPerRun = new("Ai:CallsPerRun", Number(UsualAi.CallsPerRun), "Calls of models that one run may make.");
    public static readonly KnownSetting AiTokensPerRun = new("Ai:TokensPerRun", Number(UsualAi.TokensPerRun), "Tokens that one run may use.");

    /// <summary>All of them, in the order in which they are explained.</summary>
    public static IReadOnlyList<KnownSetting> All { get; } = [Data, Host, Port, Store, StorageConnection, StorageUrl, Token, Hosts, PublicUrl, Allow, VaultKey, Passphrase, Retention, Otlp, LogFormat, LogLevel,
        AiKey, AiUrl, AiModel, AiPrice, AiTimeout, AiCallsPerDay, AiTokensPerDay, AiCallsPerRun, AiTokensPerRun];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
