using System.Text;
using System.Text.Json;
using Acornima.Ast;
using FlowForge.Scripting.Protocol;
using Jint;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Sources by number. The host says when to forget them.</summary>
internal sealed class SourceTable
{
    private readonly Dictionary<int, Source> _sources = [];

    /// <summary>Takes in a Define.</summary>
    public void Add(Frame frame) => _sources[frame.Job] = new(
        JsonSerializer.Deserialize(frame.Sections[0].Span, HeaderJson.Default.SourceHeader)!, Encoding.UTF8.GetString(frame.Sections[1].Span));

    /// <summary>Forgets all.</summary>
    public void Clear() => _sources.Clear();

    /// <summary>A source that was defined.</summary>
    public Source this[int id] => _sources[id];
}

/// <summary>A source, parsed when it first runs.</summary>
internal sealed class Source(SourceHeader header, string text)
{
    private Prepared<Script>? _script;

    /// <summary>What it is.</summary>
    public SourceHeader Header { get; } = header;

    /// <summary>Whether each of its expressions gets an item of its own, so that none sees what another did to it.</summary>
    public bool CopiesItems => Header is { Kind: SourceKind.Expressions, Mutates: true };

    /// <summary>Its syntax tree, which engines share.</summary>
    public Prepared<Script> Script => _script ??= Engine.PrepareScript(text, "script");
}
