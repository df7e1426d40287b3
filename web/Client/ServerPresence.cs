using FlowForge.Web.SignIn;

namespace FlowForge.Web.Client;

/// <summary>Whether a FlowForge server is behind this page, and lets us in. A page from a static server works without one.</summary>
public sealed class ServerPresence(ApiClient api, ServerAccess access)
{
    private Task<bool>? asked;

    /// <summary>Asks once, and again after a no.</summary>
    public async Task<bool> IsThereAsync()
    {
        var isThere = await (asked ??= AskAsync()) && !access.IsWithout;
        if (!isThere)
        {
            asked = null;
        }

        return isThere;
    }

    private async Task<bool> AskAsync()
    {
        if (await api.GetAsync("/api/me") is not ApiAnswer.Good me)
        {
            return false;
        }

        AccessApi.Note(access, me);
        return true;
    }
}
