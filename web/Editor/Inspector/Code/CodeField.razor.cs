using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowForge.Web.Editor.Inspector.Code;

/// <summary>A field for code, expressions or JSON. It is loaded at its first use, and never by a page that has none.</summary>
public sealed partial class CodeField
{
    private ElementReference host;
    private IJSObjectReference? editor;
    private DotNetObjectReference<CodeField>? self;
    private string shown = "";
    private string? scope;
    private int? mark;
    private bool isGone;

    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    [Parameter]
    public EventCallback<string> OnChange { get; set; }

    /// <summary><c>expression</c>, <c>javascript</c>, <c>json</c> or <c>text</c>.</summary>
    [Parameter]
    public string Language { get; set; } = "expression";

    [Parameter]
    public string Label { get; set; } = "";

    [Parameter]
    public string Placeholder { get; set; } = "";

    [Parameter]
    public bool IsSingleLine { get; set; }

    [Parameter]
    public bool IsReadOnly { get; set; }

    [Parameter]
    public string Class { get; set; } = "";

    /// <summary>Where the piece of a template begins that is wrong; null when none is.</summary>
    [Parameter]
    public int? MarkAt { get; set; }

    /// <summary>What may be named: <c>{ json, nodes: [{ name, json }] }</c> as JSON.</summary>
    [CascadingParameter(Name = "CodeScope")]
    public string? Scope { get; set; }

    /// <summary>Called by the field.</summary>
    [JSInvokable]
    public Task OnCodeChanged(string value)
    {
        shown = value;
        return OnChange.InvokeAsync(value);
    }

    public async ValueTask DisposeAsync()
    {
        isGone = true;
        if (editor is not null)
        {
            await editor.InvokeVoidAsync("unmount");
            await editor.DisposeAsync();
        }

        self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await MountAsync();
        }

        if (editor is not null && Value != shown)
        {
            shown = Value;
            await editor.InvokeVoidAsync("set", Value);
        }

        if (editor is not null && Scope is not null && Scope != scope)
        {
            scope = Scope;
            await editor.InvokeVoidAsync("scope", Scope);
        }

        if (editor is not null && MarkAt != mark)
        {
            mark = MarkAt;
            await editor.InvokeVoidAsync("mark", MarkAt);
        }
    }

    // The field may be gone before its module has been loaded, e.g. when the inspector goes from docked to wide.
    private async Task MountAsync()
    {
        var module = await Js.InvokeAsync<IJSObjectReference>("import", "./dist/code.js");
        if (isGone)
        {
            return;
        }

        self = DotNetObjectReference.Create(this);
        shown = Value;
        var options = new CodeOptions(Value, Language, Label, Placeholder, IsSingleLine, IsReadOnly);
        var mounted = await module.InvokeAsync<IJSObjectReference>("mount", host, self, JsonSerializer.Serialize(options, CodeJson.Default.CodeOptions));
        if (isGone)
        {
            await mounted.InvokeVoidAsync("unmount");
        }
        else
        {
            editor = mounted;
        }
    }
}
