using FlowForge.Core.Binaries;

namespace FlowForge.AzureStorage.Tests.Kinds;

public sealed class AzureBlobKindTests : IDisposable
{
    private readonly KindAccount _account = new();
    private readonly string _container = $"kinds-{Guid.CreateVersion7():N}";

    public void Dispose() => _account.Dispose();

    [Fact]
    public async Task Blobs_UploadedListedReadAndDeleted_AreWhatTheyWere()
    {
        Assert.Equal(_container, (await RunAsync("createContainer"))[0].GetProperty("name").GetString());
        Assert.Contains(_container, (await RunAsync("listContainers", "\"prefix\": \"kinds-\"")).Select(one => one.GetProperty("name").GetString()));

        var up = (await RunAsync("upload", "\"blob\": \"a/b.json\", \"text\": {\"n\":1}, \"contentType\": \"application/json\", \"metadata\": { \"who\": \"me\" }"))[0];
        Assert.Equal(("a/b.json", 7), (up.GetProperty("name").GetString(), up.GetProperty("size").GetInt32()));
        await RunAsync("upload", "\"blob\": \"c.txt\", \"text\": \"x\"");

        Assert.Equal(["a/b.json", "c.txt"], (await RunAsync("list")).Select(one => one.GetProperty("name").GetString()));
        Assert.Equal(["c.txt"], (await RunAsync("list", "\"prefix\": \"c\"")).Select(one => one.GetProperty("name").GetString()));
        Assert.Single(await RunAsync("list", "\"max\": 1"));

        var known = (await RunAsync("properties", "\"blob\": \"a/b.json\""))[0];
        Assert.Equal((7, "application/json", "me"), (known.GetProperty("size").GetInt32(), known.GetProperty("contentType").GetString(), known.GetProperty("metadata").GetProperty("who").GetString()));

        Assert.Equal("""{"keep":1}""", (await RunAsync("download", "\"blob\": \"a/b.json\"", """{"keep":1}"""))[0].GetRawText());
        var file = BinaryRef.Find(_account.Last.Output["out"][0].Item, "data")!;
        Assert.Equal(("b.json", "application/json", 7), (file.FileName, file.Mime, file.Size));
        using var text = new StreamReader((await _account.Last.Binaries.OpenAsync(file.Ref, CancellationToken.None)).Value!);
        Assert.Equal("""{"n":1}""", await text.ReadToEndAsync());

        await _account.RunAsync("azure.blob", Parameters("upload", "\"blob\": \"d.json\""), "{}", file.On(default, "data"));
        Assert.Equal("application/json", (await RunAsync("properties", "\"blob\": \"d.json\""))[0].GetProperty("contentType").GetString());

        Assert.True((await RunAsync("delete", "\"blob\": \"c.txt\""))[0].GetProperty("deleted").GetBoolean());
        Assert.False((await RunAsync("delete", "\"blob\": \"c.txt\", \"missing\": \"ignore\""))[0].GetProperty("deleted").GetBoolean());
        Assert.StartsWith("azure.refused Azure Storage answered 404 BlobNotFound", await FailAsync("delete", "\"blob\": \"c.txt\""), StringComparison.Ordinal);
        Assert.True((await RunAsync("deleteContainer"))[0].GetProperty("deleted").GetBoolean());
    }

    [Fact]
    public async Task Upload_OverABlobThatIsThere_OnlyWhereItMay()
    {
        await RunAsync("createContainer");
        await RunAsync("upload", "\"blob\": \"a\", \"text\": \"1\"");

        Assert.StartsWith("azure.refused Azure Storage answered 409", await FailAsync("upload", "\"blob\": \"a\", \"text\": \"2\", \"overwrite\": false"), StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("upload", "\"blob\": \"a\", \"text\": \"22\""))[0].GetProperty("size").GetInt32());
    }

    [Theory]
    [InlineData("download", "\"blob\": \"x\"", "azure.refused Azure Storage answered 404 ContainerNotFound")]
    [InlineData("upload", "\"blob\": \"x\"", "binary.missing")]
    [InlineData("upload", "", "node.parameter The parameter \"blob\" is needed")]
    [InlineData("rename", "", "node.parameter The parameter \"operation\" must be one of createContainer")]
    [InlineData("list", "\"max\": 0", "node.parameter The parameter \"max\"")]
    [InlineData("upload", "\"blob\": \"x\", \"text\": \"y\", \"metadata\": 5", "node.parameter The parameter \"metadata\" must be an object")]
    public async Task Call_WhatCannotBe_Fails(string operation, string more, string says) => Assert.StartsWith(says, await FailAsync(operation, more), StringComparison.Ordinal);

    [Fact]
    public async Task Call_AccountThatIsNone_Fails()
    {
        Assert.StartsWith("node.parameter The parameter \"auth.credential\" is needed", await _account.FailAsync("azure.blob", """{ "operation": "listContainers" }"""), StringComparison.Ordinal);
        Assert.StartsWith("credential.unavailable", await _account.FailAsync("azure.blob", """{ "operation": "listContainers", "auth": { "credential": "nobody" } }"""), StringComparison.Ordinal);
        Assert.StartsWith("credential.invalid", await _account.FailAsync("azure.blob", """{ "operation": "listContainers", "auth": { "credential": "broken" } }"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azure.blob", "listContainers")]
    [InlineData("azure.queue", "listQueues")]
    [InlineData("azure.table", "listTables")]
    public async Task Call_AddressThatTheHostDoesNotAllow_SendsNothing(string kind, string operation)
    {
        using var strict = new KindAccount("");

        Assert.StartsWith("egress.addressNotAllowed", await strict.FailAsync(kind, $$"""{ "operation": "{{operation}}", "auth": { "credential": "storage" } }"""), StringComparison.Ordinal);
    }

    private string Parameters(string operation, string more) =>
        $$"""{ "operation": "{{operation}}", "auth": { "credential": "storage" }, "container": "{{_container}}"{{(more.Length == 0 ? "" : ", ")}}{{more}} }""";

    private Task<System.Text.Json.JsonElement[]> RunAsync(string operation, string more = "", string item = "{}") => _account.RunAsync("azure.blob", Parameters(operation, more), item);

    private Task<string> FailAsync(string operation, string more) => _account.FailAsync("azure.blob", Parameters(operation, more));
}
