using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Conditions;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.State;

namespace FlowForge.Api.Endpoints;

/// <summary>Variables: values that every workflow may read as <c>$vars</c>. A condition is held to when there is one, and is not asked for.</summary>
internal static class VariableEndpoints
{
    // The envelope and white space round a value of the largest size.
    private const int BodyBytes = (2 * Limits.VariableBytes) + 1_024;

    public static async ValueTask<Answer> List(ApiCall call)
    {
        var limit = call.Limit();
        return limit.IsRefused
            ? limit.Problem
            : ListAnswer.Of(
                await call.Services.Variables.ListAsync(limit.Value, call.Query("after"), call.Cancellation).ConfigureAwait(false), VariableWriting.Write);
    }

    public static async ValueTask<Answer> Get(ApiCall call)
    {
        var name = call.Value("name");
        return await call.Services.Variables.GetAsync(name, call.Cancellation).ConfigureAwait(false) is not { } variable ? Unknown(name)
            : ETags.IsKnown(call, variable.ETag) ? new Answer.Empty(304).With("ETag", ETags.Quote(variable.ETag))
            : Of(variable, 200);
    }

    /// <summary>The body is the value, any JSON, or <c>{ "value": … }</c> with no other key.</summary>
    public static async ValueTask<Answer> Put(ApiCall call)
    {
        var name = call.Value("name");
        if (!VariableSet.IsName(name))
        {
            return new ApiProblem(
                400, "variable.name", "Not a variable's name", $"A name is letters, digits and underscores, not beginning with a digit, at most {Limits.IdLength}.");
        }

        var value = await ReadAsync(call).ConfigureAwait(false);
        if (value.IsRefused)
        {
            return value.Problem;
        }

        var result = await call.Services.Variables.SetAsync(name, value.Value, VariableConditions.Of(call.Request), call.Cancellation).ConfigureAwait(false);
        return result switch
        {
            VariableResult.Done { IsNew: true } done => Of(done.Variable, 201).With("Location", $"/api/variables/{name}"),
            VariableResult.Done done => Of(done.Variable, 200),
            VariableResult.Conflict conflict => VariableConditions.Wrong(name, conflict.Current),
            _ => new ApiProblem(
                422, "variable.limit", "Too many variables", $"A host has at most {Limits.Variables} variables of {Limits.VariablesBytes} bytes in all."),
        };
    }

    public static async ValueTask<Answer> Delete(ApiCall call)
    {
        var name = call.Value("name");
        return await call.Services.Variables.DeleteAsync(name, VariableConditions.Of(call.Request), call.Cancellation).ConfigureAwait(false) switch
        {
            VariableResult.Done => new Answer.Empty(204),
            VariableResult.Conflict { Current: { } current } => VariableConditions.Wrong(name, current),
            _ => Unknown(name),
        };
    }

    private static async ValueTask<Asked<JsonElement>> ReadAsync(ApiCall call)
    {
        var body = await BodyReader.ReadAsync(call.Request, BodyBytes, call.Cancellation).ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        var type = MediaType.Bare(call.Request.ContentType);
        if (type.Length > 0 && !MediaType.IsJson(type))
        {
            return new ApiProblem(415, "request.contentType", "Unknown content type", $"A variable is application/json, not '{type}'.")
                .With("Accept", MediaType.Json);
        }

        var json = JsJson.Normalize(body.Value, Limits.Depth + 1);
        if (json.IsFailure)
        {
            return new ApiProblem(400, json.Failure.Code, "The body cannot be read", json.Failure.Message);
        }

        var value = json.Value.ValueKind == JsonValueKind.Object && json.Value.GetPropertyCount() == 1 && json.Value.TryGetProperty("value"u8, out var inner)
            ? inner.Clone()
            : json.Value;
        return System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value).Length <= Limits.VariableBytes
            ? value
            : Refusals.TooLarge(Limits.VariableBytes);
    }

    private static Answer Of(Variable variable, int status) =>
        new Answer.Json(status, writer => VariableWriting.Write(writer, variable)).With("ETag", ETags.Quote(variable.ETag));

    private static ApiProblem Unknown(string name) => new(404, "variable.unknown", "No such variable", $"There is no variable '{name}'.");
}
