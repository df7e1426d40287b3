using Azure.Core;

namespace FlowForge.AzureStorage.Access;

/// <summary>Which storage account, and how it is reached. One of <see cref="ConnectionString"/> and <see cref="AccountUrl"/> is set.</summary>
public sealed record AzureStorageOptions
{
    /// <summary>A connection string with a key, as Azurite has one; null with managed identity.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Address of the account's blob or table service, <c>https://NAME.blob.core.windows.net</c>; null with a connection string.</summary>
    public Uri? AccountUrl { get; init; }

    /// <summary>Who calls, with <see cref="AccountUrl"/>; null: whoever Azure.Identity finds (managed identity, environment, developer's login).</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Beginning of the names of tables and of the container: 3 to 40 lower-case letters and digits, a letter first.</summary>
    public string Name { get; init; } = "flowforge";

    /// <summary>Changes the clients' options before they are made; null: nothing.</summary>
    internal Action<ClientOptions>? Configure { get; init; }
}
