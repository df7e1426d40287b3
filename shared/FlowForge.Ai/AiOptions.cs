using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Ai;

/// <summary>What the operator decides about the AI layer (<c>FlowForge__Ai__…</c>).</summary>
public sealed record AiOptions
{
    /// <summary>The server that is asked when nothing else is set.</summary>
    public const string OpenRouter = "https://openrouter.ai/api/v1";

    /// <summary>The model that is asked when nothing else is set.</summary>
    public const string UsualModel = "openai/gpt-4.1-mini";

    /// <summary>The key; null leaves the AI layer unconfigured. It goes into one header of calls to <see cref="BaseUrl"/>, and nowhere else.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Address of an OpenAI-compatible API; default <see cref="OpenRouter"/>.</summary>
    public Uri BaseUrl { get; init; } = new(OpenRouter);

    /// <summary>Name of the model there; default <see cref="UsualModel"/>.</summary>
    public string Model { get; init; } = UsualModel;

    /// <summary>US dollars for a million tokens asked and answered, where the server does not tell the cost; null when nobody says.</summary>
    public (decimal Prompt, decimal Reply)? Price { get; init; }

    /// <summary>Time of one call; default <see cref="Limits.AiCallSeconds"/>.</summary>
    public TimeSpan CallTime { get; init; } = TimeSpan.FromSeconds(Limits.AiCallSeconds);

    /// <summary>Longest wait that a <c>Retry-After</c> may ask for before the call is given up; default 30 seconds.</summary>
    public TimeSpan PatienceWithLimits { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls a day (UTC), 1 or more; default 1,000.</summary>
    public int CallsPerDay { get; init; } = 1_000;

    /// <summary>Tokens a day (UTC), asked and answered together; default 5,000,000.</summary>
    public long TokensPerDay { get; init; } = 5_000_000;

    /// <summary>Calls of one run; default 100.</summary>
    public int CallsPerRun { get; init; } = 100;

    /// <summary>Tokens of one run; default 500,000.</summary>
    public long TokensPerRun { get; init; } = 500_000;

    /// <summary>
    /// Reads the settings. Failure: <c>setting.ai</c>, whose message names the setting and says what it takes.
    /// </summary>
    /// <param name="find">The value of a setting by its name below <c>FlowForge:Ai</c>; null for its default.</param>
    public static Outcome<AiOptions> Parse(Func<string, string?> find) => new AiOptionsReader(find).Read();

    /// <summary>The options without the key: what may be logged.</summary>
    public override string ToString() => $"{Model} at {BaseUrl.GetLeftPart(UriPartial.Authority)}";
}
