using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using System.Text;
using FlowForge.Core.Frames;
using FlowForge.WebWorker.Calls;
using FlowForge.WebWorker.Routes;
using FlowForge.WebWorker.Running;
using FlowForge.WebWorker.Scripts;
using FlowForge.WebWorker.Store;

namespace FlowForge.WebWorker;

/// <summary>The entry points of the engine's worker.</summary>
[SupportedOSPlatform("browser")]
internal static partial class EnginePart
{
    private static LocalEngine engine = null!;
    private static RunStreams streams = null!;
    private static Server server = null!;

    /// <summary>Makes the engine.</summary>
    /// <param name="origin">Where the page came from, and a server may be.</param>
    [JSExport]
    internal static void Begin(string origin)
    {
        var clock = TimeProvider.System;
        var http = new HttpMessageInvoker(new HttpClientHandler());
        server = new Server(http, new Uri(origin));
        var egress = new WorkerEgress(server, new(server), new(http, clock));
        engine = new(new OutsideRows(), egress, new ServerCredentials(server), WorkerPeers.Start, new BrowserIds(clock), clock, (message, fault) => Outside.Warn($"{message} {fault}"));
        streams = new(engine, Outside.Tell);
    }

    /// <summary>The token that calls of the server carry from now on; null for none.</summary>
    [JSExport]
    internal static void UseToken(string? token) => server.Token = token;

    /// <summary>Answers a question; the status, a space and the body.</summary>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.String>>]
    internal static async Task<string> AskAsync(string method, string path, string body) => (await EngineRoutes.AnswerAsync(engine, new(method, path, body))).Text();

    /// <summary>Begins a stream of a run's events.</summary>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.Void>>]
    internal static Task FollowAsync(int stream, string run, string? last, bool withItems) => streams.FollowAsync(stream, run, last, withItems);

    /// <summary>Ends one.</summary>
    [JSExport]
    internal static void Unfollow(int stream) => streams.Stop(stream);

    /// <summary>A message of a script worker.</summary>
    [JSExport]
    internal static void ScriptsSaid(int number, [JSMarshalAs<JSType.Array<JSType.Number>>] byte[] message) => WorkerPeers.Heard(number, message);

    /// <summary>A script worker has broken.</summary>
    [JSExport]
    internal static void ScriptsLost(int number, string reason) => WorkerPeers.Lost(number, reason);

    /// <summary>A document that the page has kept.</summary>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.Void>>]
    internal static Task RestoreDocumentAsync(string hash, string document) => engine.Documents.PinAsync(hash, document, CancellationToken.None).AsTask();

    /// <summary>A page of items that the page has kept.</summary>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.Void>>]
    internal static Task RestorePageAsync(string family, string hash, [JSMarshalAs<JSType.Array<JSType.Number>>] byte[] content) =>
        engine.RestoreAsync(new() { Payloads = [new(family, hash, content)] });

    /// <summary>A segment that the page has kept.</summary>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.Void>>]
    internal static Task RestoreSegmentAsync(string run, int ordinal, double first, double last, [JSMarshalAs<JSType.Array<JSType.Number>>] byte[] content) =>
        engine.RestoreAsync(new() { Segments = [new(run, ordinal, (long)first, (long)last, content)] });

    /// <summary>A run's row that the page has kept.</summary>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.Void>>]
    internal static Task RestoreRunAsync(string row) => engine.RestoreAsync(new() { Run = RunRecordJson.Read(Encoding.UTF8.GetBytes(row)) });

    /// <summary>Goes on with every run that has been brought back whole and has not ended.</summary>
    [JSExport]
    [return: JSMarshalAs<JSType.Promise<JSType.Void>>]
    internal static Task ResumeAsync() => engine.Runs.ResumeAsync(CancellationToken.None);
}
