using FlowForge.Web.Client;

namespace FlowForge.Web.SignIn;

/// <summary>Asks the server who we are to it.</summary>
public sealed class AccessApi(ApiClient api, ServerAccess access)
{
    /// <summary>Tries a token, and takes it when it holds. Gives why not, or null.</summary>
    /// <param name="text">What the person has entered.</param>
    /// <param name="isKept">Whether it is kept beyond this tab.</param>
    public async Task<string?> SignInAsync(string text, bool isKept)
    {
        var token = text.Trim();
        if (token.Length == 0 || token.Any(static letter => letter is <= ' ' or > '~'))
        {
            return "A token is one word of letters, digits and signs.";
        }

        switch (await api.TryAsync("/api/me", token))
        {
            case ApiAnswer.Good me:
                Note(access, me);
                await access.TakeAsync(token, isKept);
                return null;
            case ApiAnswer.Refused { Refusal.Status: 401 }:
                return "This token opens nothing here. It may have been revoked, or its days may be over.";
            case ApiAnswer.Refused refused:
                return refused.Refusal.Text;
            default:
                return "The server cannot be reached.";
        }
    }

    /// <summary>Notes the answer of <c>/api/me</c>.</summary>
    public static void Note(ServerAccess access, ApiAnswer.Good me)
    {
        var json = me.Json();
        if (json.TryGetProperty("actor", out var actor) && json.TryGetProperty("role", out var role))
        {
            access.Note(actor.GetString()!, role.GetString()!);
        }
    }
}
