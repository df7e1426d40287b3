using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary>The catalogue.</summary>
internal static class NodeEndpoints
{
    public static ValueTask<Answer> List(ApiCall call)
    {
        var limit = call.Limit();
        if (limit.IsRefused)
        {
            return new(limit.Problem);
        }

        var after = call.Query("after");
        var kinds = call.Services.Catalogue.Kinds
            .Select(kind => kind.Description)
            .Where(kind => after is null || string.CompareOrdinal(kind.Kind, after) > 0)
            .OrderBy(kind => kind.Kind, StringComparer.Ordinal)
            .Take(limit.Value + 1)
            .ToList();
        var page = kinds.Count > limit.Value
            ? new Page<KindDescription>(kinds[..limit.Value], kinds[limit.Value - 1].Kind)
            : new(kinds, null);
        return new(ListAnswer.Of(page, KindWriting.Write));
    }

    public static ValueTask<Answer> Get(ApiCall call)
    {
        var name = call.Value("kind");
        if (call.Services.CustomKinds?.Find(name) is not null)
        {
            return new(CustomKindEndpoints.Get(call, name));
        }

        return call.Services.Catalogue.Find(name) is { } kind
            ? new(new Answer.Json(200, writer => KindWriting.Write(writer, kind.Description)))
            : new(new ApiProblem(404, "node.unknownKind", "No such kind", $"There is no node kind '{name}'."));
    }
}
