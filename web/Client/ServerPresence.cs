namespace FlowForge.Web.Client;

/// <summary>Whether a FlowForge server is behind this page. A page from a static server works without one.</summary>
public sealed class ServerPresence(ApiClient api)
{
    private Task<bool>? asked;

    /// <summary>Asks once, and again after a no.</summary>
    public async Task<bool> IsThereAsync()
    {
        var isThere = await (asked ??= AskAsync());
        if (!isThere)
        {
            asked = null;
        }

        return isThere;
    }

    private async Task<bool> AskAsync() => await api.GetAsync("/api/health/live") is ApiAnswer.Good;
}
