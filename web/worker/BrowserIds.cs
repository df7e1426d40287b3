using System.Buffers.Text;
using System.Security.Cryptography;
using FlowForge.Core.Ports;

namespace FlowForge.WebWorker;

/// <summary>Ids of runs, which sort by time, and tokens. The room of secrets, which makes a server's, is not loaded in the browser.</summary>
internal sealed class BrowserIds(TimeProvider clock) : IIdSource
{
    public string NewRunId() => RunIds.Of(clock.GetUtcNow(), RandomNumberGenerator.GetBytes(RunIds.RandomBytes));

    public string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
