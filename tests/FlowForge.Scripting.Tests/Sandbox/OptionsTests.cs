using System.Collections;
using System.Globalization;
using System.Reflection;
using FlowForge.Scripting.Sandbox;
using Jint;

namespace FlowForge.Scripting.Tests.Sandbox;

/// <summary>
/// Every public option of the interpreter, by reflection, with the value that it has here. An option that a new version brings, or whose default it
/// changes, is red until someone has decided about it.
/// </summary>
public sealed class OptionsTests
{
    private const string Expected = """
        AgentCanSuspend = False
        Constraints.Constraints = 0 of List`1
        Constraints.MaxArraySize = 10000000
        Constraints.MaxAtomicsPauseIterations = 10000
        Constraints.MaxExecutionStackCount = -1
        Constraints.MaxRecursionDepth = 10000
        Constraints.PromiseTimeout = 00:00:10
        Constraints.RegexTimeout = 00:00:02
        Constraints.StackOverflowGuard = True
        Culture = 
        Debugger.Enabled = False
        Debugger.InitialStepMode = None
        Debugger.StatementHandling = Ignore
        ExperimentalFeatures = None
        Host.FunctionToStringHandler = its own
        Host.JobCallbacks = null
        Host.StringCompilationAllowed = False
        Interop.AllowGetType = False
        Interop.AllowOperatorOverloading = False
        Interop.AllowSystemReflection = False
        Interop.AllowWrite = False
        Interop.AllowedAssemblies = 0 of List`1
        Interop.ArrayConversion = LiveView
        Interop.AttachArrayPrototype = True
        Interop.BuildCallStackHandler = null
        Interop.CacheRecentObjectWrappers = True
        Interop.ChainClrExceptionAsInnerException = False
        Interop.ClrExceptionErrorDecorator = null
        Interop.ClrResolutionErrorDecorator = null
        Interop.CreateClrObject = its own
        Interop.CreateTypeReferenceObject = its own
        Interop.DateTimeKind = Utc
        Interop.Enabled = False
        Interop.EnumConversion = Number
        Interop.EnumerableConversion = Lazy
        Interop.ExceptionHandler = its own
        Interop.ExposeDetailedResolutionErrors = False
        Interop.ExtensionMethodTypes = 0 of List`1
        Interop.ImmutableCrossingTypes = 0 of List`1
        Interop.MemberAccessor = its own
        Interop.ObjectConverters = 0 of List`1
        Interop.ObjectWrapperReportedFieldBindingFlags = Instance, Public
        Interop.ObjectWrapperReportedMemberTypes = Field, Method, Property
        Interop.ObjectWrapperReportedMethodBindingFlags = Instance, Static, Public
        Interop.ObjectWrapperReportedPropertyBindingFlags = Instance, Public
        Interop.ObjectWrapperReportedPropertyKeys = its own
        Interop.PreferJsPrototypeMethods = False
        Interop.SerializeToJson = null
        Interop.ThrowOnUnresolvedMember = False
        Interop.TrackObjectWrapperIdentity = False
        Interop.TypeResolver = TypeResolver
        Interop.ValueCoercion = String
        Interop.WrapObjectHandler = its own
        Intl.CldrProvider = DefaultCldrProvider
        Json.MaxParseDepth = 512
        Modules.ModuleLoader = FailFastModuleLoader
        Modules.RegisterRequire = False
        ReferenceResolver = DefaultReferenceResolver
        ReferenceResolverInterests = All
        RetainFunctionSourceText = False
        Strict = False
        StringCompilationAllowed = False
        Temporal.CalendarProvider = DefaultCalendarProvider
        Temporal.TimeZoneProvider = DefaultTimeZoneProvider
        TimeSystem = DefaultTimeSystem
        TimeZone = (UTC) Coordinated Universal Time
        """;

    private const string Globals = """
        $binary AggregateError Array ArrayBuffer AsyncDisposableStack AsyncIterator BigInt BigInt64Array BigUint64Array Boolean DataView
        Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Generator Infinity
        Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect
        RegExp Set String SuppressedError Symbol SyntaxError Temporal TypeError TypedArray URIError Uint16Array Uint32Array Uint8Array
        Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite
        isNaN parseFloat parseInt toString undefined unescape
        """;

    [Fact]
    public void Options_OfTheSandbox_AreAllDecided()
    {
        var lines = new List<string>();
        Describe("", SandboxEngine.Configured, lines);

        Assert.Equal(Expected.ReplaceLineEndings("\n"), string.Join('\n', lines.Order(StringComparer.Ordinal)));
    }

    /// <summary>What a script finds in its global object. A name that a new version brings is red until someone has looked at what it can do.</summary>
    [Fact]
    public void Globals_OfTheSandbox_AreAllDecided()
    {
        var names = SandboxEngine.Create().Engine.Evaluate("Object.getOwnPropertyNames(globalThis).sort().join(' ')").AsString();

        Assert.Equal(Globals.ReplaceLineEndings(" "), names);
    }

    private static void Describe(string path, object options, List<string> lines)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            var (name, value) = ($"{path}{property.Name}", property.GetValue(options));
            if (value is not null && value is not Delegate && property.PropertyType.DeclaringType == typeof(Options) && !property.PropertyType.IsEnum)
            {
                Describe($"{name}.", value, lines);
                continue;
            }

            lines.Add($"{name} = {Text(value)}");
        }
    }

    // Of a delegate or a service there is no value to compare but whether it is the interpreter's own.
    private static string Text(object? value) => value switch
    {
        null => "null",
        Delegate given => given.Method.Module.Assembly == typeof(Engine).Assembly ? "its own" : given.Method.Module.Name,
        string or bool or Enum or TimeSpan or CultureInfo or TimeZoneInfo => $"{value}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        ICollection many => $"{many.Count} of {many.GetType().Name}",
        _ => value.GetType().Name,
    };
}
