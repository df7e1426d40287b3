using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

namespace FlowForge.WebWorker;

/// <summary>What the worker's script (<c>canvas/src/worker/index.ts</c>) does for the code in it.</summary>
[SupportedOSPlatform("browser")]
internal static partial class Outside
{
    private const string Module = "worker";

    /// <summary>Sends a message from a script worker to the engine that started it.</summary>
    [JSImport("say", Module)]
    public static partial void Say([JSMarshalAs<JSType.Array<JSType.Number>>] byte[] message);

    /// <summary>Starts a script worker under a number.</summary>
    [JSImport("startScripts", Module)]
    public static partial void StartScripts(int number);

    /// <summary>Sends a script worker a message.</summary>
    [JSImport("tellScripts", Module)]
    public static partial void TellScripts(int number, [JSMarshalAs<JSType.Array<JSType.Number>>] byte[] message);

    /// <summary>Ends a script worker at once.</summary>
    [JSImport("endScripts", Module)]
    public static partial void EndScripts(int number);

    /// <summary>Tells whoever follows a run what happened; null ends the stream.</summary>
    /// <param name="stream">Number of the stream.</param>
    /// <param name="text">Server-sent events.</param>
    [JSImport("tell", Module)]
    public static partial void Tell(int stream, string? text);

    /// <summary>Has the page keep a run's row.</summary>
    [JSImport("keepRun", Module)]
    public static partial void KeepRun(string run, string row, bool hasEnded);

    /// <summary>Has the page keep a segment of a run's journal.</summary>
    [JSImport("keepSegment", Module)]
    public static partial void KeepSegment(string run, int ordinal, double first, double last, [JSMarshalAs<JSType.Array<JSType.Number>>] byte[] content);

    /// <summary>Has the page keep a page of items.</summary>
    [JSImport("keepPage", Module)]
    public static partial void KeepPage(string family, string hash, [JSMarshalAs<JSType.Array<JSType.Number>>] byte[] content);

    /// <summary>Has the page keep a document that runs pin.</summary>
    [JSImport("keepDocument", Module)]
    public static partial void KeepDocument(string hash, string document);

    /// <summary>Has the page forget a run.</summary>
    [JSImport("forgetRun", Module)]
    public static partial void ForgetRun(string run, string family, bool isLastOfFamily);

    /// <summary>Says that something broke, on the page's console.</summary>
    [JSImport("warn", Module)]
    public static partial void Warn(string message);
}
