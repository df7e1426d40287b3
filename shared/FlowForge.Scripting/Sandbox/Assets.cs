using Acornima.Ast;
using Jint;

namespace FlowForge.Scripting.Sandbox;

/// <summary>The product's own scripts, read once.</summary>
internal static class Assets
{
    private static readonly Lazy<Prepared<Script>> WatchScript = new(() => Load("watch.js"));
    private static readonly Lazy<Prepared<Script>> NamesScript = new(() => Load("names.js"));
    private static readonly Lazy<Prepared<Script>> ExtensionsScript = new(() => Load("extensions.js"));
    private static readonly Lazy<Prepared<Script>> LuxonScript = new(() => Load("luxon.min.js", "(function(){", "\nreturn luxon})()"));
    private static readonly Lazy<Prepared<Script>> JmesPathScript = new(() => Load("jmespath.js", "(function(exports){", "\nreturn exports})({})"));

    /// <summary>Tells what becomes of a promise; its value is a function.</summary>
    public static Prepared<Script> Watch => WatchScript.Value;

    /// <summary>The names scripts may use, but those of the node's own items; its value is a function.</summary>
    public static Prepared<Script> Names => NamesScript.Value;

    /// <summary>The extension methods; its value is a function.</summary>
    public static Prepared<Script> Extensions => ExtensionsScript.Value;

    /// <summary>Luxon; its value is the library.</summary>
    public static Prepared<Script> Luxon => LuxonScript.Value;

    /// <summary>JMESPath; its value is the library.</summary>
    public static Prepared<Script> JmesPath => JmesPathScript.Value;

    /// <summary>The text of an asset.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The asset {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Prepared<Script> Load(string name, string before = "", string after = "") =>
        Engine.PrepareScript(before + Read(name) + after, name);
}
