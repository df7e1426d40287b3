using FlowForge.Core.Ports;
using FlowForge.Web.Shell;
using Microsoft.JSInterop;

namespace FlowForge.Web.SignIn;

/// <summary>
/// How this browser is known to the server: the token it sends, who that is, and what they may do. Calls that the server wants a token for wait here
/// until a person has given one, or goes on without the server.
/// </summary>
public sealed class ServerAccess(PageModule page)
{
    private Task? loading;
    private TaskCompletionSource<bool>? question;
    private ApiRole? role;

    /// <summary>The token that is sent, or null; not known before <see cref="LoadAsync"/>.</summary>
    public string? Token { get; private set; }

    /// <summary>Who the server takes us for, as its audit log names them; null before it was asked.</summary>
    public string? Actor { get; private set; }

    /// <summary>What they may do, in the server's word; null before it was asked.</summary>
    public string? RoleName => role?.ToString().ToLowerInvariant();

    /// <summary>Whether a person is asked for a token now.</summary>
    public bool IsAsking => question is not null;

    /// <summary>Whether the token that was sent does not hold, or no longer.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Whether the person goes on without the server, as if there were none.</summary>
    public bool IsWithout { get; private set; }

    /// <summary>Raised when any of it is another.</summary>
    public event Action? Changed;

    /// <summary>Whether the caller may do what needs a role; yes while nobody has said no.</summary>
    public bool May(ApiRole needed) => role is not { } known || known >= needed;

    /// <summary>Reads the token that was kept, once.</summary>
    public Task LoadAsync() => loading ??= ReadAsync();

    /// <summary>Asks for a token; gives whether the call may be tried again.</summary>
    /// <param name="sent">The token that was refused, or null.</param>
    public Task<bool> AskAsync(string? sent)
    {
        if (sent != Token || IsWithout)
        {
            return Task.FromResult(!IsWithout);
        }

        if (question is null)
        {
            question = new(TaskCreationOptions.RunContinuationsAsynchronously);
            IsStale = sent is not null;
            Changed?.Invoke();
        }

        return question.Task;
    }

    /// <summary>Takes a token that the server has taken.</summary>
    /// <param name="token">The token.</param>
    /// <param name="isKept">Whether beyond this tab.</param>
    public async Task TakeAsync(string token, bool isKept)
    {
        // What was kept before must not come in its place later.
        await LoadAsync();
        Token = token;
        await (await page.GetAsync()).InvokeVoidAsync("keepToken", token, isKept);
        Answer(isIn: true);
    }

    /// <summary>Goes on as if there were no server.</summary>
    public void GoWithout() => Answer(isIn: false);

    /// <summary>Forgets the token, wherever it was kept.</summary>
    public async Task ForgetAsync() => await (await page.GetAsync()).InvokeVoidAsync("forgetToken");

    /// <summary>Notes what the server says of the caller.</summary>
    public void Note(string actor, string roleName)
    {
        (Actor, role) = (actor, Enum.TryParse<ApiRole>(roleName, ignoreCase: true, out var named) ? named : ApiRole.Viewer);
        Changed?.Invoke();
    }

    private void Answer(bool isIn)
    {
        (IsWithout, IsStale) = (!isIn, false);
        var asked = question;
        question = null;
        Changed?.Invoke();
        asked?.SetResult(isIn);
    }

    private async Task ReadAsync() => Token = await (await page.GetAsync()).InvokeAsync<string?>("readToken");
}
