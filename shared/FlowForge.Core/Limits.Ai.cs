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

    /// <summary>Seconds that one call of a language model may be given at most: a little under what a request to the AI layer may take in all.</summary>
    public const int AiCallMostSeconds = 190;

    /// <summary>Seconds that one request to the AI layer may take, all its calls together.</summary>
    public const int AiSeconds = 200;

    /// <summary>Tokens that a node may let a model answer with.</summary>
    public const int AiNodeTokens = 64_000;

    /// <summary>Characters that a node asks a model with, for one item.</summary>
    public const int AiNodeLength = 400_000;

    /// <summary>Items of a node that a model is asked for at a time, when the node does not say.</summary>
    public const int AiAtOnce = 4;

    /// <summary>Items that a node may have a model asked for at a time.</summary>
    public const int AiAtOnceMost = 50;

    /// <summary>Categories of one node that classifies.</summary>
    public const int AiCategories = 50;

    /// <summary>Replies of a model that an agent may take for one item.</summary>
    public const int AiSteps = 50;

    /// <summary>Characters of what a tool gave that an agent's model is told.</summary>
    public const int AiToolLength = 60_000;

    /// <summary>Tools of one agent.</summary>
    public const int AiTools = 60;

    /// <summary>Items of one run of an agent.</summary>
    public const int AiAgentItems = 500;

    /// <summary>Times that a reply which does not validate is sent back with its problems.</summary>
    public const int AiCorrections = 2;

    /// <summary>Times that a call is repeated which the model's server could not take at the moment.</summary>
    public const int AiRepeats = 2;

    /// <summary>Characters of a prompt of a person.</summary>
    public const int AiPromptLength = 16_000;

    /// <summary>Messages of a conversation that go to the model, the newest.</summary>
    public const int AiConversation = 40;

    /// <summary>Kinds whose parameters a prompt describes; the others are told by name.</summary>
    public const int AiKindsDescribed = 14;

    /// <summary>Kinds that a prompt tells by name only.</summary>
    public const int AiKindsNamed = 60;

    /// <summary>Characters of one kind's description in a prompt.</summary>
    public const int AiKindLength = 6_000;

    /// <summary>Characters of one kind's help in a prompt.</summary>
    public const int AiKindHelp = 1_200;

    /// <summary>Characters of the present workflow in a prompt.</summary>
    public const int AiWorkflowLength = 120_000;

    /// <summary>Bytes of a request to the AI layer.</summary>
    public const int AiRequestBytes = DocumentBytes + (1024 * 1024);

    /// <summary>Jobs of the AI layer that a host remembers, with the ones that are running.</summary>
    public const int AiJobs = 200;

    /// <summary>Minutes that a host remembers an ended job of the AI layer.</summary>
    public const int AiJobMinutes = 30;

    /// <summary>Seconds between two writes of a running job of the AI layer, where other processes of the host read it.</summary>
    public const int AiJobWriteSeconds = 2;

    /// <summary>Seconds after its last write from which on a running job of the AI layer is lost with the process that worked on it.</summary>
    public const int AiJobLostSeconds = 30;

    /// <summary>Seconds that a trial of a change may take.</summary>
    public const int TrialSeconds = 30;

    /// <summary>Node runs that a trial tells of.</summary>
    public const int TrialSteps = 200;

    /// <summary>Earlier runs that ended well in which a trial looks for answers.</summary>
    public const int TrialRuns = 3;

    /// <summary>Changes that a run with <c>healing: auto</c> makes of itself.</summary>
    public const int HealChanges = 2;

    /// <summary>Times that a run with <c>healing: auto</c> tries again of itself what only time can mend.</summary>
    public const int HealRetries = 3;

    /// <summary>Seconds before the first of these tries; the next ones wait twice as long each.</summary>
    public const int HealRetrySeconds = 60;

    /// <summary>Failures for which a host has heals worked out at a time.</summary>
    public const int HealsAtOnce = 2;
}
