using Bunit;
using FlowForge.Core.Ports;
using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Editor.Palette;
using FlowForge.Web.Shell;
using FlowForge.Web.Tests.Support;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace FlowForge.Web.Tests.Palette;

public sealed class PaletteTests : BunitContext
{
    private KindDescription? chosen;
    private bool isClosed;

    public PaletteTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("./dist/page.js").Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(Drafts.Catalogue).AddSingleton<PageModule>().AddSingleton<PageTools>();
    }

    [Fact]
    public void Palette_WithoutWords_ShowsEveryKindUnderItsGroup()
    {
        var palette = Show(null);

        Assert.Equal(Drafts.Catalogue.Kinds.Count, palette.FindAll("[data-kind]").Count);
        Assert.Equal("Triggers", palette.Find("[role=group] [data-title]").TextContent);
    }

    [Fact]
    public void Palette_BehindANode_OffersNoTriggers()
    {
        var palette = Show(new(0, 0, From: "a", FromPort: "out"));

        Assert.DoesNotContain(palette.FindAll("[data-kind]"), one => one.GetAttribute("data-kind")!.StartsWith("trigger.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("javascript", "code")]
    [InlineData("url", "http")]
    [InlineData("http", "http")]
    [InlineData("merge", "merge")]
    public void Palette_AWordAndEnter_ChoosesTheBest(string word, string kind)
    {
        var palette = Show(null);
        palette.Find("input").Input(word);
        palette.Find("input").KeyDown(new KeyboardEventArgs { Key = "Enter" });

        Assert.Equal(kind, chosen?.Kind);
    }

    [Fact]
    public void Palette_Escape_Closes()
    {
        Show(null).Find("input").KeyDown(new KeyboardEventArgs { Key = "Escape" });

        Assert.True(isClosed);
    }

    private IRenderedComponent<PalettePanel> Show(CanvasEvent.Wanted? wanted) => Render<PalettePanel>(parameters => parameters
        .Add(palette => palette.Wanted, wanted)
        .Add(palette => palette.OnChosen, kind => chosen = kind)
        .Add(palette => palette.OnClose, () => isClosed = true));
}
