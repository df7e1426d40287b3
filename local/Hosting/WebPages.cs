using FlowForge.Api;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Local.Hosting;

/// <summary>What this host answers: its page at <c>/</c>, and the API.</summary>
internal sealed class WebPages(FlowForgeApi api)
{
    public async Task AnswerAsync(HttpContext context)
    {
        if (!await HomePage.TryAnswerAsync(context).ConfigureAwait(false))
        {
            await api.HandleAsync(context).ConfigureAwait(false);
        }
    }
}
