using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Turns what goes wrong in an engine into errors of the wire.</summary>
internal static class StepErrors
{
    private const int MaxMessage = 2_000;
    private const int MaxStack = 4_000;
    private const string StackOverflow = "RangeError: Maximum call stack size exceeded";

    /// <summary>The error for an exception that left the engine.</summary>
    public static StepError Of(Exception exception, string ownCode) => exception switch
    {
        JavaScriptException error => Classified(null, $"{Name(error)}{error.Message}", error.JavaScriptStackTrace, null, ownCode),
        PromiseRejectedException error => new(ownCode, Cut(error.Message, MaxMessage)),
        TimeoutException or System.Text.RegularExpressions.RegexMatchTimeoutException => new(FailureCodes.ScriptTimeout, "The script passed its time."),
        RecursionDepthOverflowException or InsufficientExecutionStackException =>
            new(FailureCodes.ScriptLimit, "The script calls itself too deeply."),
        MemoryLimitExceededException or OutOfMemoryException =>
            new(FailureCodes.ScriptLimit, $"The script needs more than {Limits.ScriptBytes / (1024 * 1024)} MB of memory."),
        UnsettledException => new(FailureCodes.ScriptUnsettled, exception.Message),
        StatementsCountOverflowException => new(FailureCodes.ScriptLimit, "The script runs too many statements."),
        _ => new(ownCode, Cut($"{exception.GetType().Name}: {exception.Message}", MaxMessage)),
    };

    /// <summary>The error for what the driver described.</summary>
    public static StepError Of(ObjectInstance described, string ownCode) => Classified(
        Text(described.Get("code")), Text(described.Get("message")) ?? "", Text(described.Get("stack")),
        described.Get("index") is JsNumber index ? (int)index.AsNumber() : null, ownCode);

    private static StepError Classified(string? code, string message, string? stack, int? index, string ownCode) => new(
        code ?? (message.StartsWith(StackOverflow, StringComparison.Ordinal) ? FailureCodes.ScriptLimit : ownCode),
        Cut(message, MaxMessage), stack is null ? null : Cut(stack, MaxStack), index);

    private static string Name(JavaScriptException error) =>
        error.Error is ObjectInstance instance && Text(instance.Get("name")) is { } name ? $"{name}: " : "";

    private static string? Text(JsValue value) => value.IsString() ? value.AsString() : null;

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most] + "…";
}
