using FlowForge.Web.Editor.Palette;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Palette;

public sealed class KindSearchTests
{
    [Theory]
    [InlineData("remove repeated rows", "removeDuplicates")]
    [InlineData("drop double records", "removeDuplicates")]
    [InlineData("call an api", "http")]
    [InlineData("fetch a url", "http")]
    [InlineData("pause until somebody approves", "wait")]
    [InlineData("join two lists together", "merge")]
    [InlineData("every day", "trigger.schedule")]
    [InlineData("read an excel table", "csv")]
    [InlineData("iterate in batches", "loop")]
    [InlineData("what has changed between two lists", "compare")]
    [InlineData("rename columns", "renameKeys")]
    [InlineData("order the rows", "sort")]
    public void Find_AWishInOnesOwnWords_GivesTheKindForIt(string wish, string kind) =>
        Assert.Equal(kind, KindSearch.Find(Drafts.Catalogue.Kinds.Select(one => one.Description), wish)[0].Kind);

    [Fact]
    public void Find_WordsOfNothing_FindsNothing() =>
        Assert.Empty(KindSearch.Find(Drafts.Catalogue.Kinds.Select(one => one.Description), "zebra crossing"));

    [Theory]
    [InlineData("repeated", "repeat")]
    [InlineData("repeating", "repeat")]
    [InlineData("entries", "entry")]
    [InlineData("dropping", "drop")]
    [InlineData("address", "address")]
    public void Stem_AWordWithEndings_IsWithoutThem(string word, string stem) => Assert.Equal(stem, Meanings.Stem(word));
}
