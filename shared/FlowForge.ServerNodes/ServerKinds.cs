using FlowForge.Core.Ports;
using FlowForge.Nodes;
using FlowForge.ServerNodes.AiAgent;
using FlowForge.ServerNodes.AiChat;
using FlowForge.ServerNodes.AiClassify;
using FlowForge.ServerNodes.AiExtract;
using FlowForge.ServerNodes.AiModel;
using FlowForge.ServerNodes.AiSchema;
using FlowForge.ServerNodes.AzureBlob;
using FlowForge.ServerNodes.AzureQueue;
using FlowForge.ServerNodes.AzureTable;
using FlowForge.ServerNodes.Crypto;
using FlowForge.ServerNodes.Email;
using FlowForge.ServerNodes.Html;
using FlowForge.ServerNodes.Jwt;
using FlowForge.ServerNodes.Markdown;
using FlowForge.ServerNodes.Mcp;
using FlowForge.ServerNodes.Rss;
using FlowForge.ServerNodes.Xlsx;
using FlowForge.ServerNodes.Xml;

namespace FlowForge.ServerNodes;

/// <summary>The kinds of a server: those that every host has, and those whose libraries, algorithms or connections a browser does not have.</summary>
public static class ServerKinds
{
    /// <summary>A catalogue of them.</summary>
    /// <param name="egress">The way out for kinds that make calls.</param>
    /// <param name="connections">The way out for kinds that speak other protocols.</param>
    /// <param name="credentials">The vault for kinds that use keys and accounts.</param>
    /// <param name="model">Language models for kinds that ask them; null on a host without any.</param>
    public static Catalogue Create(IEgress egress, IConnections connections, ICredentials credentials, ILanguageModel? model = null) => new(
    [
        .. BuiltInKinds.Create(egress).Kinds,
        new AiAgentKind(new(model)),
        new AiChatKind(new(model)),
        new AiClassifyKind(new(model)),
        new AiExtractKind(new(model)),
        new AiModelKind(),
        new AiSchemaKind(),
        new AzureBlobKind(connections, credentials),
        new AzureQueueKind(connections, credentials),
        new AzureTableKind(connections, credentials),
        new CryptoKind(credentials),
        new EmailKind(connections, credentials),
        new HtmlKind(),
        new JwtKind(credentials),
        new MarkdownKind(),
        new McpKind(egress),
        new RssKind(egress),
        new XlsxKind(),
        new XmlKind(),
    ]);
}
