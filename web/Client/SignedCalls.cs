using System.Net;
using System.Net.Http.Headers;
using FlowForge.Web.SignIn;

namespace FlowForge.Web.Client;

/// <summary>Sends the token with each call of the server. A call that is refused for want of one waits for it and is sent again.</summary>
public sealed class SignedCalls(ServerAccess access, HttpMessageHandler server) : DelegatingHandler(server)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A token on trial comes with its call.
        if (request.Headers.Authorization is not null)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        await access.LoadAsync();
        while (true)
        {
            if (access.IsWithout)
            {
                throw new HttpRequestException("You are not signed in to this server.");
            }

            var sent = access.Token;
            request.Headers.Authorization = sent is null ? null : new AuthenticationHeaderValue("Bearer", sent);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.Unauthorized || !await access.AskAsync(sent).WaitAsync(cancellationToken))
            {
                return response;
            }

            response.Dispose();
        }
    }
}
