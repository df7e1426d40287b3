using FlowForge.Core.Failures;

namespace FlowForge.Core.Ports;

/// <summary>A language model behind a server. Every call passes the budgets and the host's way out.</summary>
public interface ILanguageModel
{
    /// <summary>What is to be set before it can be asked, one sentence; null when it can.</summary>
    string? Missing { get; }

    /// <summary>Where what is asked is sent to, scheme and host, e.g. <c>https://openrouter.ai</c>; null when it can go nowhere.</summary>
    string? Origin => null;

    /// <summary>Name of the model that is asked when the caller names none; null when it can go nowhere.</summary>
    string? Usual => null;

    /// <summary>
    /// Asks once. Failures: <c>ai.*</c> of <see cref="AiFailures"/>; none of them holds the key. Cancellation by the caller throws
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    ValueTask<Outcome<ModelReply>> AskAsync(ModelRequest request, CancellationToken cancellation);
}

/// <summary>What a model is asked.</summary>
public sealed record ModelRequest
{
    /// <summary>The conversation, oldest first; at least one message.</summary>
    public required IReadOnlyList<ModelMessage> Messages { get; init; }

    /// <summary>Name of the model at its server; null means the host's default.</summary>
    public string? Model { get; init; }

    /// <summary>The JSON the reply is to be; null means text. A model that lacks structured output is asked by words alone.</summary>
    public ModelShape? Shape { get; init; }

    /// <summary>Most tokens of the reply, 1 or more; default <see cref="Limits.AiReplyTokens"/>.</summary>
    public int MaxTokens { get; init; } = Limits.AiReplyTokens;

    /// <summary>From 0 (always the likeliest word) to 2; null leaves it to the model.</summary>
    public double? Temperature { get; init; }

    /// <summary>The run whose budget pays, or null.</summary>
    public string? Run { get; init; }

    /// <summary>What the call carries as its idempotency key, the same when it is repeated; null for none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What the model may ask to be called.</summary>
    public IReadOnlyList<ModelTool> Tools { get; init; } = [];

    /// <summary>Told the reply's text piece by piece while it comes; null for nobody. A repeated call starts again at the beginning.</summary>
    public Action<string>? OnText { get; init; }
}

/// <summary>The JSON a reply is to be.</summary>
/// <param name="Name">Letters, digits and underscores, for the protocol.</param>
/// <param name="Schema">Its JSON Schema.</param>
public sealed record ModelShape(string Name, System.Text.Json.JsonElement Schema);

/// <summary>Something a model may ask to be called.</summary>
/// <param name="Name">Letters, digits, underscores and hyphens, up to 64.</param>
/// <param name="Description">What it does.</param>
/// <param name="Parameters">JSON Schema of its arguments.</param>
public sealed record ModelTool(string Name, string Description, System.Text.Json.JsonElement Parameters);

/// <summary>One message of a conversation with a model.</summary>
/// <param name="Role">Who says it.</param>
/// <param name="Text">What is said.</param>
public sealed record ModelMessage(ModelRole Role, string Text)
{
    /// <summary>The tools that the model asked for, in a message of <see cref="ModelRole.Assistant"/>.</summary>
    public IReadOnlyList<ModelToolCall> Calls { get; init; } = [];

    /// <summary>The call that a message of <see cref="ModelRole.Tool"/> answers; null in others.</summary>
    public string? CallId { get; init; }
}

/// <summary>A call that the model asks for.</summary>
/// <param name="Id">Its id, which the answer names.</param>
/// <param name="Name">Name of the tool.</param>
/// <param name="Arguments">JSON as the model wrote it, which need not be valid.</param>
public sealed record ModelToolCall(string Id, string Name, string Arguments);

/// <summary>Who says a message.</summary>
public enum ModelRole
{
    /// <summary>FlowForge: rules and facts.</summary>
    System,

    /// <summary>The person.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>What a tool gave.</summary>
    Tool,
}

/// <summary>A reply, whole.</summary>
/// <param name="Text">Its text; empty when it only asks for tools.</param>
/// <param name="Model">The model that answered, as its server names it.</param>
/// <param name="Usage">What it took.</param>
public sealed record ModelReply(string Text, string Model, ModelUsage Usage)
{
    /// <summary>The tools it asks for.</summary>
    public IReadOnlyList<ModelToolCall> Calls { get; init; } = [];
}

/// <summary>What calls of a model took.</summary>
/// <param name="PromptTokens">Tokens of what was asked.</param>
/// <param name="ReplyTokens">Tokens of what was answered.</param>
/// <param name="Cost">US dollars; null when neither the server nor the settings tell.</param>
/// <param name="Calls">Calls of the model.</param>
public readonly record struct ModelUsage(int PromptTokens, int ReplyTokens, decimal? Cost, int Calls = 1)
{
    /// <summary>Nothing.</summary>
    public static readonly ModelUsage None = new(0, 0, null, 0);

    /// <summary>Both together.</summary>
    public static ModelUsage operator +(ModelUsage one, ModelUsage other) => new(
        one.PromptTokens + other.PromptTokens, one.ReplyTokens + other.ReplyTokens, one.Cost is null && other.Cost is null ? null : (one.Cost ?? 0) + (other.Cost ?? 0), one.Calls + other.Calls);

    /// <summary>Both together.</summary>
    public static ModelUsage Add(ModelUsage left, ModelUsage right) => left + right;
}

/// <summary>Codes of what goes wrong with a language model.</summary>
public static class AiFailures
{
    /// <summary>No key is set.</summary>
    public const string NotConfigured = "ai.notConfigured";

    /// <summary>A reply that is cut off, too large, not the JSON that was asked for, or that does not validate after it went back.</summary>
    public const string InvalidReply = "ai.invalidReply";

    /// <summary>The model did not answer in time.</summary>
    public const string Timeout = "ai.timeout";

    /// <summary>A budget of calls or tokens, of a run or of the day, is used up.</summary>
    public const string Budget = "ai.budget";

    /// <summary>An agent came to no answer within the steps it may take.</summary>
    public const string Steps = "ai.steps";

    /// <summary>The model's server takes no more calls for now.</summary>
    public const string RateLimited = "ai.rateLimited";

    /// <summary>The model's server refuses the call, is broken, or cannot be reached.</summary>
    public const string Unavailable = "ai.unavailable";
}
