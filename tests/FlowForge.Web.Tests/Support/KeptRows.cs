using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Scripting;
using FlowForge.Scripting.Sandbox;
using FlowForge.WebWorker.Routes;
using FlowForge.WebWorker.Running;
using FlowForge.WebWorker.Store;
using FlowForge.Web.Editor;

namespace FlowForge.Web.Tests.Support;

/// <summary>What a page has kept of the engine's runs.</summary>
internal sealed class KeptRows : IPageRows
{
    public Dictionary<string, string> Runs { get; } = [];

    public Dictionary<string, string> Documents { get; } = [];

    public Dictionary<(string Run, int Ordinal), SegmentRow> Segments { get; } = [];

    public Dictionary<(string Family, string Hash), PayloadRow> Pages { get; } = [];

    public void Keep(string run, string row, bool hasEnded) => Runs[run] = row;

    public void Keep(SegmentRow segment) => Segments[(segment.RunId, segment.Ordinal)] = segment;

    public void Keep(PayloadRow payload) => Pages[(payload.Family, payload.Hash)] = payload;

    public void KeepDocument(string hash, string document) => Documents[hash] = document;

    public void Forget(string run, string family, bool isLastOfFamily)
    {
        Runs.Remove(run);
        Segments.Keys.Where(key => key.Run == run).ToList().ForEach(key => Segments.Remove(key));
        Pages.Keys.Where(key => isLastOfFamily && key.Family == family).ToList().ForEach(key => Pages.Remove(key));
    }

    /// <summary>A new engine of this page, as after a reload: it has been given all that was kept.</summary>
    public async Task<LocalEngine> EngineAsync()
    {
        var engine = new LocalEngine(
            this, new NoEgress(), null, (heard, _) => new SandboxPeer(heard), new WebWorker.BrowserIds(TimeProvider.System), TimeProvider.System, (message, fault) => throw new InvalidOperationException(message, fault));
        foreach (var (hash, document) in Documents.ToList())
        {
            await engine.Documents.PinAsync(hash, document, CancellationToken.None);
        }

        await engine.RestoreAsync(new() { Segments = [.. Segments.Values], Payloads = [.. Pages.Values] });
        foreach (var row in Runs.Values.ToList())
        {
            await engine.RestoreAsync(new() { Run = RunRecordJson.Read(System.Text.Encoding.UTF8.GetBytes(row)) });
        }

        return engine;
    }

    /// <summary>A sandbox that runs at once what it is sent.</summary>
    private sealed class SandboxPeer(Action<ReadOnlyMemory<byte>> heard) : IScriptPeer
    {
        private readonly MessageSandbox sandbox = new(heard);

        public void Send(ReadOnlyMemory<byte> message) => sandbox.Receive(message);

        public void End()
        {
        }
    }
}

/// <summary>Short ways to ask an engine.</summary>
internal static class EngineQuestions
{
    public static Task<RouteAnswer> AskAsync(this LocalEngine engine, string method, string path, string body = "") => EngineRoutes.AnswerAsync(engine, new(method, path, body));
}
