using FlowForge.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FlowForge.Functions.Triggers;

/// <summary>Every path below <c>/api</c>, hooks included: the API routes, checks and answers by itself.</summary>
public sealed class ApiFunction(AppHost host)
{
    /// <summary>Answers a request.</summary>
    [Function("Api")]
    public async Task<IActionResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "delete", "patch", "head", "options", Route = "{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        host.Instances.Use(client);
        await host.FreshAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        await host.Api.HandleAsync(request.HttpContext).ConfigureAwait(false);
        return new EmptyResult();
    }
}
