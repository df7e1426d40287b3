using System.Text.Json;

namespace FlowForge.AzureStorage.Tests.Kinds;

public sealed class AzureTableKindTests : IDisposable
{
    private const string Keys = "\"partitionKey\": \"p\", \"rowKey\": \"={{ $json.id }}\"";
    private readonly KindAccount _account = new();
    private readonly string _table = $"kinds{Guid.CreateVersion7():N}";

    public void Dispose() => _account.Dispose();

    [Fact]
    public async Task Entities_WrittenQueriedAndDeleted_AreWhatTheyWere()
    {
        await RunAsync("createTable");
        Assert.Contains(_table, (await RunAsync("listTables")).Select(one => one.GetProperty("table").GetString()));
        var made = (await RunAsync("insert", Keys, """{"id":"r1","n":1,"big":3000000000,"half":0.5,"is":true,"text":"ü","list":[1],"none":null}"""))[0];
        Assert.Equal(("p", "r1"), (made.GetProperty("partitionKey").GetString(), made.GetProperty("rowKey").GetString()));
        await RunAsync("upsert", Keys + ", \"fields\": { \"n\": 2 }", """{"id":"r2"}""");

        var got = (await RunAsync("get", Keys, """{"id":"r1"}"""))[0];
        Assert.Equal(
            """[1,3000000000,0.5,true,"ü","[1]"]""",
            $"[{string.Join(',', new[] { "n", "big", "half", "is", "text", "list" }.Select(name => got.GetProperty(name).GetRawText()))}]");
        Assert.False(got.TryGetProperty("none", out _));
        Assert.Equal(["r2"], (await RunAsync("query", "\"filter\": \"n gt 1\"")).Select(one => one.GetProperty("rowKey").GetString()));
        Assert.Single(await RunAsync("query", "\"max\": 1"));
        Assert.False((await RunAsync("query", "\"select\": \"PartitionKey,RowKey,n\""))[0].TryGetProperty("text", out _));

        await RunAsync("merge", Keys + ", \"fields\": { \"n\": 5 }", """{"id":"r1"}""");
        Assert.Equal("5 ü", await ShownAsync());
        await RunAsync("replace", Keys + ", \"fields\": { \"n\": 6 }", """{"id":"r1"}""");
        Assert.Equal("6 ", await ShownAsync());

        Assert.True((await RunAsync("delete", Keys, """{"id":"r1"}"""))[0].GetProperty("deleted").GetBoolean());
        Assert.Equal(["r2"], (await RunAsync("query")).Select(one => one.GetProperty("rowKey").GetString()));
        Assert.True((await RunAsync("deleteTable"))[0].GetProperty("deleted").GetBoolean());
    }

    [Fact]
    public async Task Write_WhatHasChangedMeanwhile_IsRefused()
    {
        await RunAsync("createTable");
        var etag = (await RunAsync("insert", Keys, """{"id":"r","n":1}"""))[0].GetProperty("etag").GetString()!.Replace("\"", "\\\"", StringComparison.Ordinal);

        Assert.StartsWith("azure.refused Azure Storage answered 409 EntityAlreadyExists", await FailAsync("insert", Keys, """{"id":"r","n":1}"""), StringComparison.Ordinal);
        Assert.NotEmpty(await RunAsync("merge", $"{Keys}, \"etag\": \"{etag}\"", """{"id":"r","n":2}"""));
        Assert.StartsWith("azure.refused Azure Storage answered 412", await FailAsync("merge", $"{Keys}, \"etag\": \"{etag}\"", """{"id":"r","n":3}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query", "", "azure.refused Azure Storage answered 404")]
    [InlineData("get", "\"partitionKey\": \"p\"", "node.parameter The parameter \"rowKey\" is needed")]
    [InlineData("insert", "\"partitionKey\": \"p\", \"rowKey\": \"r\", \"fields\": [1]", "node.parameter The parameter \"fields\" must be an object")]
    [InlineData("count", "", "node.parameter The parameter \"operation\" must be one of createTable")]
    public async Task Call_WhatCannotBe_Fails(string operation, string more, string says) => Assert.StartsWith(says, await FailAsync(operation, more, "{}"), StringComparison.Ordinal);

    private async Task<string> ShownAsync()
    {
        var got = (await RunAsync("get", Keys, """{"id":"r1"}"""))[0];
        return $"{got.GetProperty("n").GetRawText()} {(got.TryGetProperty("text", out var text) ? text.GetString() : "")}";
    }

    private string Parameters(string operation, string more) =>
        $$"""{ "operation": "{{operation}}", "auth": { "credential": "storage" }, "table": "{{_table}}"{{(more.Length == 0 ? "" : ", ")}}{{more}} }""";

    private Task<JsonElement[]> RunAsync(string operation, string more = "", string item = "{}") => _account.RunAsync("azure.table", Parameters(operation, more), item);

    private Task<string> FailAsync(string operation, string more, string item) => _account.FailAsync("azure.table", Parameters(operation, more), item);
}
