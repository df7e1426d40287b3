using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Conditions;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Api.Endpoints;

/// <summary>Kinds that people add. A version is never changed: a new one is added, and documents keep the one they name.</summary>
internal static class CustomKindEndpoints
{
    /// <summary>The newest version of a custom kind, or the one of <c>?version</c>.</summary>
    public static Answer Get(ApiCall call, string name)
    {
        var version = call.Number("version", 1, int.MaxValue, otherwise: 0);
        return version.IsRefused ? version.Problem
            : call.Services.CustomKinds!.Find(name, version.Value == 0 ? null : version.Value) is not { } kind
                ? new ApiProblem(404, "node.unknownVersion", "No such version", $"The kind '{name}' has no version {version.Value}.")
            : ETags.IsKnown(call, kind.ETag) ? new Answer.Empty(304).With("ETag", ETags.Quote(kind.ETag))
            : Of(kind, 200);
    }

    public static async ValueTask<Answer> Create(ApiCall call)
    {
        var definition = await ReadAsync(call).ConfigureAwait(false);
        if (definition.IsRefused)
        {
            return definition.Problem;
        }

        return await SaveAsync(call, definition.Value, new WriteCondition.Absent()).ConfigureAwait(false) switch
        {
            CustomKindResult.Saved saved => Of(saved.Kind, 201).With("Location", $"/api/nodes/{saved.Kind.Description.Kind}"),
            CustomKindResult.Conflict { Current: { } current } => new ApiProblem(
                409, "kind.exists", "The kind exists", $"There is a kind '{current.Description.Kind}' already; add a version with PUT and If-Match.")
                .With("ETag", ETags.Quote(current.ETag)),
            var other => Refused(other),
        };
    }

    public static async ValueTask<Answer> Replace(ApiCall call)
    {
        var definition = await ReadAsync(call).ConfigureAwait(false);
        if (definition.IsRefused)
        {
            return definition.Problem;
        }

        var name = call.Value("kind");
        if (!definition.Value.TryGetProperty("kind"u8, out var named) || named.ValueKind != JsonValueKind.String || named.GetString() != name)
        {
            return Refusals.Body($"The path names the kind '{name}', and the definition another one.");
        }

        var present = call.Services.CustomKinds?.Find(name);
        var condition = WriteConditions.Check(call.Request, present?.ETag, () => Wrong(name, present));
        if (condition.IsRefused)
        {
            return condition.Problem;
        }

        WriteCondition expected = condition.Value.ETag is { } tag ? new WriteCondition.Is([tag]) : new WriteCondition.Absent();
        return await SaveAsync(call, definition.Value, expected).ConfigureAwait(false) switch
        {
            CustomKindResult.Saved { IsNew: true } saved => Of(saved.Kind, 201).With("Location", $"/api/nodes/{name}"),
            CustomKindResult.Saved saved => Of(saved.Kind, 200),
            CustomKindResult.Conflict conflict => Wrong(name, conflict.Current),
            var other => Refused(other),
        };
    }

    private static async ValueTask<CustomKindResult?> SaveAsync(ApiCall call, JsonElement definition, WriteCondition condition)
    {
        if (call.Services.CustomKinds is not { } kinds)
        {
            return null;
        }

        var result = await kinds.SaveAsync(definition, condition, call.Cancellation).ConfigureAwait(false);
        if (result is CustomKindResult.Saved saved)
        {
            call.Changed = ($"kind:{saved.Kind.Description.Kind}", $"version {saved.Kind.Description.Version}");
        }

        return result;
    }

    private static async ValueTask<Asked<JsonElement>> ReadAsync(ApiCall call)
    {
        var body = await BodyReader.ReadAsync(call.Request, Limits.CustomKindBytes, call.Cancellation).ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        var read = StrictJson.Read(body.Value, Limits.CustomKindBytes);
        return read.Problem is { } problem ? new ApiProblem(400, problem.Code, "The definition cannot be read", problem.Message) { Problems = [problem] }
            : read.Value.ValueKind == JsonValueKind.Object ? read.Value
            : Refusals.Body("The definition of a kind is a JSON object.");
    }

    private static ApiProblem Refused(CustomKindResult? result) => result switch
    {
        null => Refusals.NotAvailable("A catalogue that takes custom kinds"),
        CustomKindResult.Invalid invalid => new(422, Code(invalid), "The kind was not saved", invalid.Problems.Count == 1 ? invalid.Problems[0].Message : $"{invalid.Problems.Count} problems were found.")
        {
            Problems = invalid.Problems,
        },
        _ => new(422, "kind.limit", "Too many kinds", $"A host keeps at most {Limits.CustomKindVersions} versions of custom kinds."),
    };

    private static string Code(CustomKindResult.Invalid invalid) => invalid.Problems.All(problem => problem.Code == "kind.testFailed") ? "kind.testFailed" : "kind.invalid";

    private static ApiProblem Wrong(string name, CustomKind? current)
    {
        var problem = new ApiProblem(412, "kind.changed", "The condition does not hold", current is null
            ? $"There is no kind '{name}'."
            : $"The kind '{name}' stands at version {current.Description.Version} with ETag {ETags.Quote(current.ETag)}.");
        return current is null ? problem : problem.With("ETag", ETags.Quote(current.ETag));
    }

    private static Answer Of(CustomKind kind, int status) =>
        new Answer.Json(status, writer => KindWriting.Write(writer, kind.Description, kind)).With("ETag", ETags.Quote(kind.ETag));
}
