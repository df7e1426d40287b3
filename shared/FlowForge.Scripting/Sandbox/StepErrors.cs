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
    private const string ModuleLoading = "Module loading has been disabled";
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
        ScriptPreparationException => new(ownCode, Cut($"The script cannot be read: {(exception.InnerException ?? exception).Message}", MaxMessage)),
        InvalidOperationException { Message: var said } when said.StartsWith(ModuleLoading, StringComparison.Ordinal) => new(ownCode, "Scripts load no modules: import is not available."),
        _ => new(ownCode, Cut($"{exception.GetType().Name}: {exception.Message}", MaxMessage)),
    };

    /// <summary>The error for what user code threw, whatever that is.</summary>
    public static StepError Thrown(SandboxEngine sandbox, JsValue error, int? index, string ownCode)
    {
        try
        {
            if (error is not ObjectInstance thrown || thrown.IsCallable())
            {
                return Classified(null, error.IsSymbol() ? error.ToString() : TypeConverter.ToString(error), null, index, ownCode);
            }

            var (name, message, code) = (Text(thrown.Get("name")), Text(thrown.Get("message")), sandbox.CodeOf(error));
            message = code is not null ? message : name is not null && message is not null ? $"{name}: {message}" : sandbox.Stringify(thrown);
            return Classified(code, message ?? "", Text(thrown.Get("stack")), index, ownCode);
        }
        catch (JavaScriptException)
        {
            return Classified(null, "The script threw something that cannot be described.", null, index, ownCode);
        }
    }

    private static StepError Classified(string? code, string message, string? stack, int? index, string ownCode) => new(
        code ?? (message.StartsWith(StackOverflow, StringComparison.Ordinal) ? FailureCodes.ScriptLimit : ownCode),
        Cut(message, MaxMessage), stack is null ? null : Cut(stack, MaxStack), index);

    private static string Name(JavaScriptException error) =>
        error.Error is ObjectInstance instance && Text(instance.Get("name")) is { } name ? $"{name}: " : "";

    private static string? Text(JsValue value) => value.IsString() ? value.AsString() : null;

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most] + "…";
}
