using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core.State;

namespace FlowForge.Api.Endpoints;

/// <summary>What a workflow keeps between its runs.</summary>
internal static class StateEndpoints
{
    /// <summary><c>{ global: { key: value }, nodes: { id: { key: value } } }</c></summary>
    public static async ValueTask<Answer> Get(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false) is null)
        {
            return Refusals.NoSuchWorkflow(id);
        }

        var state = call.Services.State;
        var scopes = new List<(string? Node, OrderedDictionary<string, JsonElement> Values)>();
        foreach (var scope in await state.ScopesAsync(id, call.Cancellation).ConfigureAwait(false))
        {
            scopes.Add((scope.NodeId, await state.ReadAsync(id, scope, call.Cancellation).ConfigureAwait(false)));
        }

        return new Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("global"u8);
            StateJson.Write(writer, scopes.Find(scope => scope.Node is null).Values ?? []);
            writer.WriteStartObject("nodes"u8);
            foreach (var (node, values) in scopes.Where(scope => scope.Node is not null))
            {
                writer.WritePropertyName(node!);
                StateJson.Write(writer, values);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    public static async ValueTask<Answer> Delete(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false) is null)
        {
            return Refusals.NoSuchWorkflow(id);
        }

        await call.Services.State.DeleteAsync(id, call.Cancellation).ConfigureAwait(false);
        return new Answer.Empty(204);
    }
}
