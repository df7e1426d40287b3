using FlowForge.Core.Ports;

namespace FlowForge.Secrets.Types;

/// <summary>The types of credentials, and what a draft of each must have.</summary>
public static class CredentialTypes
{
    /// <summary>All of them, in the order of a list.</summary>
    public static IReadOnlyList<CredentialType> All { get; } =
    [
        new("header", "Header", "A header with a secret value, such as an API key.", IsOutgoing: true, IsIncoming: true,
            [new("name", "Header name", IsSecret: false), new("value", "Value")]),
        new("query", "Query parameter", "A query parameter with a secret value.", IsOutgoing: true, IsIncoming: false,
            [new("name", "Parameter name", IsSecret: false), new("value", "Value")]),
        new("bearer", "Bearer token", "A token in 'Authorization: Bearer'.", IsOutgoing: true, IsIncoming: true, [new("token", "Token")]),
        new("basic", "User and password", "HTTP basic authentication.", IsOutgoing: true, IsIncoming: true,
            [new("user", "User", IsSecret: false), new("password", "Password")]),
        new("smtp", "Mail account", "User and password of a mail server.", IsOutgoing: true, IsIncoming: false,
            [new("user", "User", IsSecret: false), new("password", "Password")]),
        new("signature", "Signing secret", "The secret with which callers of a webhook sign.", IsOutgoing: false, IsIncoming: true, [new("secret", "Secret")]),
        new("jwt", "JSON Web Token", "The key by which tokens of a webhook's callers, or of the jwt node, are made and checked.", IsOutgoing: false, IsIncoming: true,
            [
                new("algorithm", "Algorithm", IsSecret: false), new("secret", "Secret (HS…)", IsRequired: false),
                new("publicKey", "Public key (PEM)", IsSecret: false, IsRequired: false), new("privateKey", "Private key (PEM)", IsRequired: false),
                new("issuer", "Issuer", IsSecret: false, IsRequired: false), new("audience", "Audience", IsSecret: false, IsRequired: false),
            ]),
        new("azure", "Azure Storage", "A connection string of an Azure Storage account.", IsOutgoing: true, IsIncoming: false,
            [new("connectionString", "Connection string")]),
    ];

    /// <summary>The type of that name, or null.</summary>
    public static CredentialType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
