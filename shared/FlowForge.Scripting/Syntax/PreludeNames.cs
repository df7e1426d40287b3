namespace FlowForge.Scripting.Syntax;

/// <summary>Names that scripts may use and that are put into an engine only when a source mentions them.</summary>
internal static class PreludeNames
{
    /// <summary>Stands for the extension methods on strings, numbers, arrays, objects and dates.</summary>
    public const string Extensions = "extensions";

    /// <summary>Stands for what n8n calls a file's own facts.</summary>
    public const string File = ".file";

    /// <summary>Stands for all extension methods, for a method whose name is computed.</summary>
    public const string AnyMethod = ".*";

    /// <summary>Gives what the workflow or the node keeps between runs.</summary>
    public const string State = "$getWorkflowStaticData";

    /// <summary>Names that bring Luxon with them.</summary>
    public static readonly IReadOnlySet<string> Luxon = new HashSet<string>(StringComparer.Ordinal)
    {
        "DateTime", "Duration", "Interval", "luxon", "$now", "$today", ".toDateTime", ".beginningOf", ".endOfMonth", ".extract", ".isBetween",
        ".isDst", ".isInLast", ".isWeekend", ".diffTo", ".diffToNow", ".plus", ".minus",
    };

    /// <summary>Facts of a file that n8n has names for.</summary>
    public static readonly IReadOnlySet<string> FileFacts = new HashSet<string>(StringComparer.Ordinal)
    {
        "mimeType", "fileExtension", "fileType", "fileSize", "directory",
    };

    /// <summary>Names that speak of the current item; where there is one, they are set anew for each (<c>UserRun</c>).</summary>
    public static readonly IReadOnlySet<string> OfItem = new HashSet<string>(StringComparer.Ordinal) { "$json", "$binary", "$itemIndex" };

    /// <summary>Names of the node's own items, which are answered from outside the engine (<c>OwnNames</c>); the others are in <c>names.js</c>.</summary>
    public static readonly IReadOnlySet<string> OfInput = new HashSet<string>(StringComparer.Ordinal) { "$input", "items", "item", "$json", "$binary", "$itemIndex" };

    private static readonly HashSet<string> Pure = new(StringComparer.Ordinal)
    {
        "console", "$now", "$today", "DateTime", "Duration", "Interval", "luxon", "$jmespath", "$jmesPath", "$if", "$ifEmpty", "$max", "$min", "$average", "$not", Extensions, File,
    };

    /// <summary>Whether what a name gives hangs on the node's own items at most.</summary>
    public static bool OfInputAlone(string name) => OfInput.Contains(name) || Pure.Contains(name) || name[0] == '.';

    /// <summary>All names of the prelude.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        "$input", "$", "$node", "$items", "$runIndex", "$now", "$today", "DateTime", "Duration", "Interval", "luxon", "$workflow", "$run",
        "$execution", "$vars", "$prevNode", "$parameter", "$jmespath", "$if", "$ifEmpty", "$max", "$min", "$env", "console", "items", "item",
        "$json", "$binary", "$itemIndex", "$jmesPath", "$fromAI", "$fromAi", "$fromai", "$nodeVersion", "$version", "$nodeId", "$mode",
        "$thisItem", "$thisItemIndex", "$thisRunIndex", "$average", "$not", "$executionId", "$data", "$position", "$secrets", "$evaluateExpression", "$response", "$request", "$pageCount", State,
    };

    /// <summary>The extension methods of <c>extensions.js</c>; a test holds the two lists together.</summary>
    public static readonly IReadOnlySet<string> ExtensionMethods = new HashSet<string>(StringComparer.Ordinal)
    {
        "abs", "append", "average", "base64Decode", "base64Encode", "beginningOf", "ceil", "chunk", "compact", "diffTo", "diffToNow",
        "difference", "endOfMonth", "extract", "extractDomain", "extractEmail", "extractUrl", "extractUrlPath", "first", "floor", "format",
        "hasField", "hash", "intersection", "isBetween", "isDomain", "isDst", "isEmail", "isEmpty", "isEven", "isInLast", "isInteger",
        "isNotEmpty", "isNumeric", "isOdd", "isUrl", "isWeekend", "keepFieldsContaining", "keys", "last", "max", "merge", "min", "minus",
        "parseJson", "pluck", "plus", "quote", "randomItem", "removeDuplicates", "removeField", "removeFieldsContaining",
        "removeMarkdown", "removeTags", "renameKeys", "replaceSpecialChars", "round", "smartJoin", "sum", "toBoolean", "toCamelCase",
        "toDateTime", "toFloat", "toInt", "toJsonString", "toKebabCase", "toNumber", "toSentenceCase", "toSnakeCase", "toTitleCase",
        "union", "unique", "urlDecode", "urlEncode", "values",
    };

    /// <summary>Names on the prototypes of objects; a missing property of this name is not simply undefined.</summary>
    public static readonly IReadOnlySet<string> ObjectPrototype = new HashSet<string>(StringComparer.Ordinal)
    {
        "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf", "__proto__",
        "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
    };

    /// <summary>Names of functions that change what they are called on or given.</summary>
    public static readonly IReadOnlySet<string> Mutators = new HashSet<string>(StringComparer.Ordinal)
    {
        "sort", "reverse", "push", "pop", "shift", "unshift", "splice", "fill", "copyWithin", "assign", "set", "defineProperty",
        "defineProperties", "deleteProperty", "setPrototypeOf", "freeze", "seal", "preventExtensions", "__defineGetter__", "__defineSetter__",
        "__proto__",
    };
}
