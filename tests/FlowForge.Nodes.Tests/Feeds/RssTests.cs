using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Egress;
using FlowForge.Egress.Tests.Servers;
using FlowForge.Nodes.Tests.Bench;
using FlowForge.Nodes.Tests.Kinds;
using FlowForge.ServerNodes.Rss;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Nodes.Tests.Feeds;

/// <summary>Feeds from a real server.</summary>
public sealed class RssTests : IDisposable
{
    private readonly SafeEgress _egress = new(EgressOptions.Parse("127.0.0.1").Value!, TimeProvider.System);

    public void Dispose() => _egress.Dispose();

    [Fact]
    public async Task Read_Rss_GivesItsEntries()
    {
        var bench = await ReadAsync("""
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:m="urn:m"><channel><title>F</title>
            <item><title> A &amp; B </title><link>https://a.example/1</link><pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate><dc:creator>Ann</dc:creator>
            <content:encoded><![CDATA[<p>long</p>]]></content:encoded><description>&lt;b&gt;x &amp;amp; y&lt;/b&gt;</description><guid isPermaLink="false">g1</guid>
            <category>c1</category><category>c2</category><enclosure url="https://a.example/a.mp3" length="5" type="audio/mpeg"/><m:credit>me</m:credit></item>
            <item><title>second</title><pubDate>some day</pubDate><comments>https://a.example/c</comments></item></channel></rss>
            """, "\"customFields\": \"m:credit, none\"");

        Assert.Equal(
            [
                """{"title":"A & B","link":"https://a.example/1","pubDate":"Tue, 03 Mar 2026 10:00:00 +0100","creator":"Ann","content:encoded":"<p>long</p>","content:encodedSnippet":"long","content":"<b>x &amp; y</b>","contentSnippet":"x & y","guid":"g1","categories":["c1","c2"],"enclosure":{"url":"https://a.example/a.mp3","length":"5","type":"audio/mpeg"},"isoDate":"2026-03-03T09:00:00.000Z","m:credit":"me"}""",
                """{"title":"second","pubDate":"some day","comments":"https://a.example/c"}""",
            ],
            bench.Texts("out"));
    }

    [Fact]
    public async Task Read_ATextOfOpenTags_TakesNoLongerThanItsLength()
    {
        var bench = await ReadAsync($"<rss version=\"2.0\"><channel><title>F</title><item><description><![CDATA[<b>x</b>{new string('<', 500_000)}]]></description></item></channel></rss>", "")
            .WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(500_001, bench.Output["out"].Single().Item.Json.GetProperty("contentSnippet").GetString()!.Length);
    }

    [Fact]
    public async Task Read_Atom_GivesItsEntries()
    {
        var bench = await ReadAsync("""
            <feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>A</title><link rel="self" href="https://a.example/self"/><link href="https://a.example/1"/>
            <link rel="enclosure" href="https://a.example/f" type="x/y"/><id>urn:1</id><updated>2026-03-02T00:00:00Z</updated><published>2026-03-01T12:00:00+01:00</published><author><name>Ann</name></author>
            <category term="t"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">hi <b>you</b></div></content><summary>short</summary></entry></feed>
            """, "");

        Assert.Equal(
            ["""{"title":"A","link":"https://a.example/1","pubDate":"2026-03-01T12:00:00+01:00","author":"Ann","content":"<div xmlns=\"http://www.w3.org/1999/xhtml\">hi <b>you</b></div>","contentSnippet":"hi you","summary":"short","summarySnippet":"short","id":"urn:1","categories":["t"],"enclosure":{"url":"https://a.example/f","type":"x/y"},"isoDate":"2026-03-01T11:00:00.000Z"}"""],
            bench.Texts("out"));
    }

    [Fact]
    public async Task Read_Rdf_GivesItsEntries() => Assert.Equal(["""{"title":"A","link":"https://a.example/1"}"""], (await ReadAsync("""
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/><item><title>A</title><link>https://a.example/1</link></item></rdf:RDF>
        """, "")).Texts("out"));

    [Fact]
    public async Task Read_EntriesAtMost_AreTakenFromTheTop() =>
        Assert.Equal(["""{"title":"1"}"""], (await ReadAsync("<rss><channel><item><title>1</title></item><item><title>2</title></item></channel></rss>", "\"maxEntries\": 1")).Texts("out"));

    [Theory]
    [InlineData("<html><body/></html>", "file.content", "<html>")]
    [InlineData("no xml", "file.content", "no XML")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel><item><title>&a;</title></item></channel></rss>", "file.content", "")]
    [InlineData("deep", "file.tooLarge", "deeper")]
    public async Task Read_WhatIsNoFeed_Fails(string feed, string code, string says)
    {
        var failure = (await ReadAsync(feed == "deep" ? string.Concat(Enumerable.Repeat("<rss>", 300)) + string.Concat(Enumerable.Repeat("</rss>", 300)) : feed, "")).ItemFailures[0];

        Assert.Equal(code, failure.Code);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_StatusOfTheServer_Fails() => Assert.Equal(FailureCodes.HttpStatus, (await ReadAsync("gone", "", 404)).ItemFailures[0].Code);

    private async Task<NodeBench> ReadAsync(string feed, string more, int status = 200)
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(feed);
        });
        var parameters = $$"""{ "url": "{{server.Url}}/feed"{{(more.Length == 0 ? "" : ", ")}}{{more}} }""";
        var bench = new NodeBench(new RssKind(_egress), KindRuns.Node("rss", parameters) with { OnError = OnError.Continue });
        Assert.Equal(NodeResult.Done, await bench.With("in", KindRuns.Numbers(1)).RunAsync());
        return bench;
    }
}
