using FlowForge.Core.Binaries;

namespace FlowForge.Core.Tests.Binaries;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\me\q.xlsx", "q.xlsx")]
    [InlineData("a\r\nSet-Cookie: x", "aSet-Cookie: x")]
    [InlineData("a\0b", "ab")]
    [InlineData("évil\u202Egpj.exe", "évilgpj.exe")]
    [InlineData("..", null)]
    [InlineData("a/", null)]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void Bare_OfWhatSomeoneSent_IsANameAndNoPath(string? sent, string? bare) => Assert.Equal(bare, FileNames.Bare(sent));

    [Fact]
    public void Bare_OfALongName_IsCutBetweenCharacters()
    {
        var bare = FileNames.Bare("x" + string.Concat(Enumerable.Repeat("🙂", 200)))!;

        Assert.Equal(Limits.FileNameLength, bare.Length);
        Assert.False(char.IsHighSurrogate(bare[^1]));
    }

    [Theory]
    [InlineData("a b.txt", "attachment; filename=\"a b.txt\"")]
    [InlineData("a\"b.txt", "attachment; filename=\"a_b.txt\"; filename*=UTF-8''a%22b.txt")]
    [InlineData("größe.txt", "attachment; filename=\"gr__e.txt\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt")]
    [InlineData(null, "attachment")]
    public void Disposition_OfAName_IsReadByOldAndNewClients(string? name, string value) => Assert.Equal(value, FileNames.Disposition("attachment", name));

    [Theory]
    [InlineData("Text/CSV; charset=utf-8", null, "text/csv")]
    [InlineData("application/octet-stream", "a.PDF", "application/pdf")]
    [InlineData(null, "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("text/html\r\nx: y", "a", "application/octet-stream")]
    [InlineData("nonsense", null, "application/octet-stream")]
    public void MediaType_OfWhatIsKnown_IsBare(string? type, string? name, string expected) => Assert.Equal(expected, MediaTypes.Of(type, name));
}
