using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.ServerNodes.Ai;

/// <summary>Reads the JSON that a model answered with, as strictly as a stranger's; the failures' messages are told to the model.</summary>
internal static class ReplyObject
{
    private const string Fence = "```";
    private const int ProblemsTold = 10;

    /// <summary>The one JSON value of a reply; a code fence round all of it is taken off. Normalised as items are.</summary>
    public static Outcome<JsonElement> Read(string reply)
    {
        var text = Unfenced(reply.Trim());
        var read = StrictJson.Read(Encoding.UTF8.GetBytes(text), Limits.AiReplyBytes);
        return read.IsRefused
            ? Failure.Of(AiFailures.InvalidReply, $"The reply is not one JSON object and nothing else: {read.Problem.Message}")
            : JsJson.Normalize(read.Value);
    }

    /// <summary>The same, when it fits a schema.</summary>
    public static Outcome<JsonElement> Read(string reply, ParameterSchema schema)
    {
        var read = Read(reply);
        if (read.IsFailure)
        {
            return read;
        }

        var misfits = SchemaCheck.RunOnData(schema, read.Value);
        return misfits.Count == 0 ? read : Failure.Of(AiFailures.InvalidReply, $"The reply does not fit the schema: {Told(misfits)}");
    }

    /// <summary>What does not fit, in a sentence.</summary>
    public static string Told(IReadOnlyList<ParameterProblem> misfits) => string.Join(' ', misfits.Take(ProblemsTold)
        .Select(static misfit => misfit.Path.Length == 0 ? misfit.Message : $"{misfit.Path}: {misfit.Message}"));

    private static string Unfenced(string text)
    {
        if (!text.StartsWith(Fence, StringComparison.Ordinal) || !text.EndsWith(Fence, StringComparison.Ordinal) || text.Length < 2 * Fence.Length)
        {
            return text;
        }

        var line = text.IndexOf('\n');
        return line < 0 ? text : text[(line + 1)..^Fence.Length].Trim();
    }
}
