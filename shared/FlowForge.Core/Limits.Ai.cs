namespace FlowForge.Core;

/// <content>Bounds of the AI layer.</content>
public static partial class Limits
{
    /// <summary>Bytes of one reply of a language model, with what its protocol adds.</summary>
    public const int AiReplyBytes = 2 * 1024 * 1024;

    /// <summary>Characters of text that one reply of a language model may hold.</summary>
    public const int AiReplyLength = 256 * 1024;

    /// <summary>Tokens that a model may answer with, when the caller does not say.</summary>
    public const int AiReplyTokens = 8_000;

    /// <summary>Seconds that one call of a language model may take.</summary>
    public const int AiCallSeconds = 100;

    /// <summary>Seconds that one request to the AI layer may take, all its calls together.</summary>
    public const int AiSeconds = 200;

    /// <summary>Times that a reply which does not validate is sent back with its problems.</summary>
    public const int AiCorrections = 2;

    /// <summary>Times that a call is repeated which the model's server could not take at the moment.</summary>
    public const int AiRepeats = 2;

    /// <summary>Characters of a prompt of a person.</summary>
    public const int AiPromptLength = 16_000;

    /// <summary>Messages of a conversation that go to the model, the newest.</summary>
    public const int AiConversation = 40;

    /// <summary>Kinds whose parameters a prompt describes; the others are told by name.</summary>
    public const int AiKindsDescribed = 10;

    /// <summary>Kinds that a prompt tells by name only.</summary>
    public const int AiKindsNamed = 60;

    /// <summary>Characters of one kind's description in a prompt.</summary>
    public const int AiKindLength = 5_000;

    /// <summary>Characters of the present workflow in a prompt.</summary>
    public const int AiWorkflowLength = 120_000;

    /// <summary>Bytes of a request to the AI layer.</summary>
    public const int AiRequestBytes = DocumentBytes + (1024 * 1024);

    /// <summary>Jobs of the AI layer that a host remembers, with the ones that are running.</summary>
    public const int AiJobs = 200;

    /// <summary>Minutes that a host remembers an ended job of the AI layer.</summary>
    public const int AiJobMinutes = 30;
}
