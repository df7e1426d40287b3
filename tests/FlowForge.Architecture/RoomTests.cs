namespace FlowForge.Architecture;

/// <summary>Arrows between rooms point inward (design 1).</summary>
public sealed class RoomTests
{
    /// <summary>Rooms that may see more than Core. An arrow is added here by decision, not by need.</summary>
    private static readonly Dictionary<string, string[]> Wider = new(StringComparer.Ordinal)
    {
        ["FlowForge.Core"] = [],
        ["FlowForge.Api"] = ["FlowForge.Core", "FlowForge.Formats"],

        // Kinds as in Nodes, kept apart so that their libraries stay out of the browser (decision 12).
        ["FlowForge.ServerNodes"] = ["FlowForge.Core", "FlowForge.Nodes"],
        ["FlowForge.ScriptWorker"] = ["FlowForge.Core", "FlowForge.Scripting"],
    };

    /// <summary>Parts of a program that are assemblies of their own: the editor's, because its workers load it and its page does not.</summary>
    private static readonly string[] Parts = ["FlowForge.WebWorker"];

    private static readonly string[] Interpreter = ["Jint", "Acornima"];

    [Fact]
    public void Rooms_AreFound() =>
        Assert.Superset(new HashSet<string> { "FlowForge.Core", "FlowForge.Nodes", "FlowForge.Egress" }, Rooms().Select(static room => room.Name).ToHashSet());

    [Fact]
    public void Core_References_Nothing()
    {
        var core = Room("FlowForge.Core");

        Assert.Empty(core.Projects);
        Assert.Empty(core.BuildOnly);
        Assert.Empty(core.Packages);
    }

    [Fact]
    public void Rooms_Reference_OnlyWhatTheyMay() => Assert.All(Rooms(), static room =>
    {
        var allowed = Wider.GetValueOrDefault(room.Name, ["FlowForge.Core"]);
        Assert.Empty(room.Projects.Concat(room.BuildOnly).Except(allowed));
    });

    [Fact]
    public void Nodes_DoNotReference_Egress() => Assert.DoesNotContain("FlowForge.Egress", Room("FlowForge.Nodes").Projects);

    [Fact]
    public void Interpreter_IsReferenced_ByScriptingOnly() => Assert.All(Repository.Projects, static project =>
    {
        if (project.Name != "FlowForge.Scripting")
        {
            Assert.Empty(project.Packages.Intersect(Interpreter));
        }
    });

    [Fact]
    public void Programs_Reference_RoomsAndNotEachOther() => Assert.All(Programs(), static program =>
        Assert.All(program.Projects.Except(Parts), static name => Assert.Contains(name, Rooms().Select(static room => room.Name))));

    [Fact]
    public void Local_Builds_TheWorkerWithoutSeeingIt()
    {
        var local = Room("FlowForge.Local");

        Assert.Contains("FlowForge.ScriptWorker", local.BuildOnly);
        Assert.DoesNotContain("FlowForge.ScriptWorker", local.Projects);
    }

    [Fact]
    public void Local_Builds_TheEditorWithoutSeeingIt()
    {
        var local = Room("FlowForge.Local");

        Assert.Contains("FlowForge.Web", local.BuildOnly);
        Assert.DoesNotContain("FlowForge.Web", local.Projects);
    }

    [Fact]
    public void Editor_Sees_OnlyWhatRunsInABrowser() =>
        Assert.Empty(Room("FlowForge.Web").Projects.Except(["FlowForge.Core", "FlowForge.Formats", "FlowForge.Nodes", "FlowForge.WebWorker"]));

    [Fact]
    public void EditorsWorker_Sees_OnlyWhatRunsInABrowser() =>
        Assert.Empty(Room("FlowForge.WebWorker").Projects.Except(["FlowForge.Core", "FlowForge.Nodes", "FlowForge.Scripting"]));

    [Fact]
    public void Editor_Calls_FromItsClientOnly() => Assert.Empty(Repository.Sources
        .Where(static file => file.Path.StartsWith("web/", StringComparison.Ordinal) && !file.Path.StartsWith("web/Client/", StringComparison.Ordinal) && !file.Path.StartsWith("web/worker/Calls/", StringComparison.Ordinal)
            && file.Path != "web/worker/EnginePart.cs" && file.Path != "web/Program.cs")
        .Where(static file => file.Lines.Any(static line => line.Contains("HttpMessageInvoker", StringComparison.Ordinal) || line.Contains("HttpRequestMessage", StringComparison.Ordinal)))
        .Select(static file => file.Path));

    [Fact]
    public void Editor_Pages_HaveNoInlineStyle() => Assert.DoesNotContain(
        Repository.Files.Where(static file => file.StartsWith("web/", StringComparison.Ordinal) && Path.GetExtension(file) is (".razor" or ".html")),
        static file => Repository.Read(file).Contains(" style=\"", StringComparison.Ordinal));

    [Fact]
    public void Rooms_DoNotReference_ProgramsOrTests() => Assert.All(Rooms(), static room =>
        Assert.All(room.Projects, static name => Assert.True(Room(name).IsShared)));

    private static IEnumerable<ProjectFile> Rooms() => Repository.Projects.Where(static project => project.IsShared);

    private static IEnumerable<ProjectFile> Programs() =>
        Repository.Projects.Where(static project => project.Folder is "local" or "functions" or "web");

    private static ProjectFile Room(string name) => Repository.Projects.Single(project => project.Name == name);
}
