using System.Text;
using FlowForge.Api.Bodies;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Tests.Runs;

/// <summary>Bodies that are held in memory at a time.</summary>
public sealed class BodyBudgetTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_WhileOthersHoldTheBudget_Is503UntilTheyLetGo(bool saysItsLength)
    {
        var budget = new BodyBudget(100);
        var (first, second) = (Request(budget, 60, saysItsLength), Request(budget, 60, saysItsLength));

        Assert.Equal(60, (await BodyReader.ReadAsync(first, 100, default)).Value.Length);
        var refused = (await BodyReader.ReadAsync(second, 100, default)).Problem!;
        BodyShare.LetGo(first);
        var taken = await BodyReader.ReadAsync(Request(budget, 60, saysItsLength), 100, default);

        Assert.Equal((503, "host.busy"), (refused.Status, refused.Code));
        Assert.False(taken.IsRefused);
    }

    [Fact]
    public async Task Read_PackedBody_CountsWhatItHolds()
    {
        var budget = new BodyBudget(100);
        var request = Request(budget, 90, saysItsLength: true, coding: "gzip");

        Assert.Equal("host.busy", (await BodyReader.ReadAsync(request, 100, default)).Problem!.Code);
    }

    private static HttpRequest Request(BodyBudget budget, int length, bool saysItsLength, string? coding = null)
    {
        var body = Encoding.UTF8.GetBytes(new string('x', length));
        var sent = coding is null ? body : Packing.Packed.Of(coding, body);
        var context = new DefaultHttpContext();
        context.Features.Set(new BodyShare(budget));
        context.Request.Body = new MemoryStream(sent);
        context.Request.ContentLength = saysItsLength ? sent.Length : null;
        context.Request.Headers.ContentEncoding = coding;
        return context.Request;
    }
}
