using FlowForge.Core;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Bodies;

/// <summary>The bytes of bodies that all requests under way hold in memory.</summary>
/// <param name="most">Bytes at a time.</param>
internal sealed class BodyBudget(long most = Limits.BodiesBytes)
{
    private long _held;

    /// <summary>Takes so many; false, and nothing taken, when that is too much just now.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= most)
        {
            return true;
        }

        Give(bytes);
        return false;
    }

    /// <summary>Gives back what was taken.</summary>
    public void Give(long bytes) => Interlocked.Add(ref _held, -bytes);
}

/// <summary>What one request has taken of the budget; a feature of its context.</summary>
internal sealed class BodyShare(BodyBudget budget) : IDisposable
{
    private long _taken;

    /// <summary>Takes so many bytes for the request; true when nobody counts.</summary>
    public static bool TryTake(HttpRequest request, int bytes) => request.HttpContext.Features.Get<BodyShare>()?.TryTake(bytes) ?? true;

    /// <summary>The request's body is not held any more, however long its answer takes.</summary>
    public static void LetGo(HttpRequest request) => request.HttpContext.Features.Get<BodyShare>()?.Dispose();

    /// <inheritdoc/>
    public void Dispose() => budget.Give(Interlocked.Exchange(ref _taken, 0));

    private bool TryTake(int bytes)
    {
        if (!budget.TryTake(bytes))
        {
            return false;
        }

        Interlocked.Add(ref _taken, bytes);
        return true;
    }
}
