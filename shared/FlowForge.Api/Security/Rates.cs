using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FlowForge.Api.Answers;
using FlowForge.Core;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Security;

/// <summary>
/// How often a client may be wrong, and how often the AI layer may be asked. What is right is never held up by what was wrong: behind a proxy many
/// callers are one client, and one of them must not shut the others out.
/// </summary>
internal sealed class Rates(TimeProvider clock)
{
    private readonly Throttle throttle = new(clock);

    /// <summary>The refusal for a wrong token: itself, or 429 when this client has sent many.</summary>
    public ApiProblem WrongToken(HttpContext context, ApiProblem refusal) => After("token", context, Limits.WrongTokensAMinute, refusal);

    /// <summary>The answer of a webhook: itself, or 429 when it is a refusal of a caller who has had many.</summary>
    public Answer OfHook(HttpContext context, Answer answer) => answer is Answer.Refused { Problem: { Status: 401 or 404 } problem }
        ? After("hook", context, Limits.WrongHooksAMinute, problem)
        : answer;

    /// <summary>The same for an address that is a secret of its own: approvals, waits and test listeners.</summary>
    public Answer OfAddress(HttpContext context, Answer answer) => IsUnknown(answer)
        ? answer is Answer.Refused refused ? After("address", context, Limits.WrongAddressesAMinute, refused.Problem)
            : Exceeded("address", context, Limits.WrongAddressesAMinute) ?? answer
        : answer;

    /// <summary>The refusal of a question to the AI layer, or null while the caller stays within the limit.</summary>
    public ApiProblem? RefuseQuestion(HttpContext context, Caller caller) =>
        throttle.Count("ai", $"{caller.Scope} {Client(context)}", Limits.AiQuestionsAMinute) is { } seconds ? TooMany(seconds) : null;

    private static bool IsUnknown(Answer answer) => answer is Answer.Refused { Problem.Status: 404 } or Answer.Bytes { Status: 404 };

    private ApiProblem After(string kind, HttpContext context, int most, ApiProblem refusal) => Exceeded(kind, context, most) ?? refusal;

    private ApiProblem? Exceeded(string kind, HttpContext context, int most) => throttle.Count(kind, Client(context), most) is { } seconds ? TooMany(seconds) : null;

    private static ApiProblem TooMany(int seconds) => new ApiProblem(429, "request.rate", "Too many calls", $"Call again in {seconds} seconds.")
        .With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));

    // Of IPv6 the network: a client has a whole one to choose addresses from.
    private static string Client(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. plain.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString()
            : plain.ToString();
    }
}
