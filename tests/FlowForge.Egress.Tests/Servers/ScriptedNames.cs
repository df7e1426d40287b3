using System.Net;
using FlowForge.Egress.Connections;

namespace FlowForge.Egress.Tests.Servers;

/// <summary>A resolver that gives one answer after the other, and the last one for ever.</summary>
internal sealed class ScriptedNames(params string[][] answers) : INameResolver
{
    private int asked;

    public int Asked => asked;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        var turn = Math.Min(Interlocked.Increment(ref asked), answers.Length) - 1;
        return Task.FromResult(answers[turn].Select(IPAddress.Parse).ToArray());
    }
}
