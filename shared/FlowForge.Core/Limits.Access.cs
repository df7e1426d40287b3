namespace FlowForge.Core;

/// <content>Who may call, how often, and what is noted of it.</content>
public static partial class Limits
{
    /// <summary>Tokens of the API that a host keeps.</summary>
    public const int ApiTokens = 500;

    /// <summary>Characters of a token's name.</summary>
    public const int ApiTokenNameLength = 64;

    /// <summary>Days after which a new token ends at the latest, when it is made with an end.</summary>
    public const int ApiTokenDays = 3650;

    /// <summary>Seconds for which a host trusts what it knows of tokens; after them it looks whether another host has changed them.</summary>
    public const int ApiTokenSeconds = 10;

    /// <summary>Wrong tokens of the API that one client may send a minute; more are answered with 429.</summary>
    public const int WrongTokensAMinute = 60;

    /// <summary>Calls of webhooks a minute without the proof they ask for, or of webhooks that are not there, of one client; more are answered with 429.</summary>
    public const int WrongHooksAMinute = 300;

    /// <summary>Addresses of approvals and test listeners that are not there, which one client may ask for a minute; more are answered with 429.</summary>
    public const int WrongAddressesAMinute = 60;

    /// <summary>Questions to the AI layer that one caller may ask a minute; more are answered with 429.</summary>
    public const int AiQuestionsAMinute = 30;

    /// <summary>Clients whose calls are counted at a time; of more, the one that was quiet longest is forgotten.</summary>
    public const int CountedClients = 10_000;

    /// <summary>Days an entry of the audit log is kept.</summary>
    public const int AuditDays = 400;

    /// <summary>Entries of the audit log that are kept; of more, the oldest go.</summary>
    public const int AuditEntries = 1_000_000;

    /// <summary>Characters of who, what and on what in an entry of the audit log.</summary>
    public const int AuditNameLength = 200;

    /// <summary>Seconds in which a request's headers must have come.</summary>
    public const int RequestHeaderSeconds = 15;

    /// <summary>Seconds for which a connection without a request is kept.</summary>
    public const int IdleConnectionSeconds = 130;

    /// <summary>Bytes of a request's headers in all.</summary>
    public const int RequestHeaderBytes = 32 * 1024;

    /// <summary>Headers of a request.</summary>
    public const int RequestHeaders = 100;

    /// <summary>Bytes of a request's first line, which holds its address.</summary>
    public const int RequestLineBytes = 8 * 1024;

    /// <summary>Bytes a second, on average, that a request's body must come with; slower ones are cut off.</summary>
    public const int RequestBodyBytesASecond = 240;
}
