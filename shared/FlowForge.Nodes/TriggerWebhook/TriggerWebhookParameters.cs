using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.TriggerWebhook;

/// <summary>Where the trigger listens and who may call.</summary>
/// <param name="Path">Segments, or <c>:name</c> for one that varies; empty when the document lacks it.</param>
/// <param name="Method">The HTTP method; <c>POST</c> when left out.</param>
/// <param name="AuthType">How callers prove themselves; <c>none</c> when left out.</param>
/// <param name="Credential">Id of the credential they prove it with, or null.</param>
internal sealed partial record TriggerWebhookParameters(string Path, string Method, string AuthType, string? Credential)
{
    /// <summary>Reads them.</summary>
    public static Outcome<TriggerWebhookParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var auth = new ParameterReader(reader.Value("auth"), "auth");
        var read = new TriggerWebhookParameters(
            reader.Text("path") ?? "", reader.Text("method") ?? "POST", auth.Text("type") ?? "none", auth.Text("credential"));
        reader.Take(auth.Failure);
        return reader.Give(read);
    }

    /// <summary>Problems: <c>webhook.path</c>, and the warning <c>credential.unavailable</c>.</summary>
    public static IEnumerable<ParameterProblem> Check(JsonElement parameters)
    {
        var read = Read(parameters);
        if (read.IsFailure)
        {
            yield break;
        }

        if (PathProblem(read.Value.Path) is { } sentence)
        {
            yield return new("webhook.path", "path", sentence);
        }

        if (read.Value.AuthType != "none" && read.Value.Credential is null)
        {
            yield return new(
                FailureCodes.CredentialUnavailable, "auth", "This webhook names no credential to check its callers with, so it cannot be activated.", IsWarning: true);
        }
    }

    private static string? PathProblem(string path)
    {
        if (path.Length is 0 or > Limits.HookPathLength)
        {
            return $"A webhook's path has 1 to {Limits.HookPathLength} characters.";
        }

        var segments = path.Split('/');
        return Array.Find(segments, segment => !Segment().IsMatch(segment) || segment is "." or "..") is { } wrong
                ? $"The segment \"{wrong}\" of the path is neither a name ([A-Za-z0-9._~-]) nor a parameter (:name)."
            : segments.Where(segment => segment[0] == ':').Distinct(StringComparer.Ordinal).Count() < segments.Count(segment => segment[0] == ':')
                ? "The path has the same parameter twice."
            : null;
    }

    [GeneratedRegex(@"^(?:[A-Za-z0-9._~-]+|:[A-Za-z_][A-Za-z0-9_]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Segment();
}
