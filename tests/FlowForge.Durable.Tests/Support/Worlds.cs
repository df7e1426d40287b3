using System.Text.Json;

namespace FlowForge.Durable.Tests.Support;

/// <summary>An orchestration that breaks when it calls an activity.</summary>
internal sealed class BrokenWorld(IWorld inner, string activity) : IWorld
{
    public Task<JsonElement> RunAsync(string name, JsonElement input) =>
        name == activity ? throw new InvalidOperationException("The orchestration broke.") : inner.RunAsync(name, input);
}

/// <summary>Notes what crosses.</summary>
internal sealed class HeardWorld(IWorld inner, List<string> heard) : IWorld
{
    public async Task<JsonElement> RunAsync(string activity, JsonElement input)
    {
        var answer = await inner.RunAsync(activity, input);
        heard.Add(input.GetRawText());
        heard.Add(answer.GetRawText());
        return answer;
    }
}

/// <summary>Each activity is delivered so many times before its answer is kept.</summary>
internal sealed class RepeatedWorld(IWorld inner, int times) : IWorld
{
    public async Task<JsonElement> RunAsync(string activity, JsonElement input)
    {
        for (var again = 1; again < times; again++)
        {
            await inner.RunAsync(activity, input);
        }

        return await inner.RunAsync(activity, input);
    }
}
