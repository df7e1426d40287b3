using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Writing;

/// <summary>Writes refusals and validation problems.</summary>
internal static class ProblemJson
{
    public static void Write(Utf8JsonWriter writer, ApiProblem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "about:blank"u8);
        writer.WriteString("title"u8, problem.Title);
        writer.WriteNumber("status"u8, problem.Status);
        writer.WriteString("detail"u8, problem.Detail);
        writer.WriteString("code"u8, problem.Code);
        if (problem.RunId is { } run)
        {
            writer.WriteString("runId"u8, run);
        }

        if (problem.Problems.Count > 0)
        {
            writer.WritePropertyName("problems"u8);
            ProblemsJson.Write(writer, problem.Problems);
        }

        writer.WriteEndObject();
    }
}
