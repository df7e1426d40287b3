using System.Text.Json;

namespace FlowForge.Infra;

/// <summary>What <c>azd up</c> would deploy.</summary>
public sealed class InfraTests
{
    /// <summary>Every role that anybody is given, and why it is the least (infra/modules).</summary>
    private static readonly string[] Roles =
    [
        "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", // Storage Blob Data Owner
        "974c5e8b-45b9-4653-ba55-5f855dd0fb88", // Storage Queue Data Contributor
        "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", // Storage Table Data Contributor
        "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", // Key Vault Secrets Officer
        "3913510d-42f4-4e42-8a64-420c390055eb", // Monitoring Metrics Publisher
    ];

    [Fact]
    public void Main_CompilesAndLints_WithoutAWarning()
    {
        var (exit, _, problems) = Bicep.Run("build", "infra/main.bicep", "--stdout");

        Assert.Equal((0, ""), (exit, problems));
    }

    [Fact]
    public void Files_AreFormattedAndAllUsed()
    {
        // The build above lints what main.bicep uses: there must be no other.
        var main = File.ReadAllText(Path.Combine(Bicep.Root, "infra/main.bicep"));
        Assert.All(Bicep.Files.Where(static file => file != "infra/main.bicep"), file => Assert.Contains($"'{file["infra/".Length..]}'", main, StringComparison.Ordinal));
        Assert.All(Bicep.Files, static file => Assert.Equal(File.ReadAllText(Path.Combine(Bicep.Root, file)), Bicep.Run("format", file, "--stdout").Output));
    }

    [Fact]
    public void Storage_HasNoKeysThatWork()
    {
        var properties = Single("Microsoft.Storage/storageAccounts").GetProperty("properties");

        Assert.False(properties.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(properties.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.True(properties.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
    }

    [Fact]
    public void Roles_AreTheLeast()
    {
        var template = Bicep.Main.GetRawText();
        var ids = System.Text.RegularExpressions.Regex.Matches(template, "\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"").Select(match => match.Groups[1].Value);

        Assert.Equal(Roles.Order(), ids.Distinct().Order());
        Assert.All(All("Microsoft.Authorization/roleAssignments"), assignment => Assert.True(assignment.TryGetProperty("scope", out _)));
    }

    [Fact]
    public void App_RunsOnFlexConsumptionByItsIdentity()
    {
        var plan = Single("Microsoft.Web/serverfarms").GetProperty("sku");
        var app = Single("Microsoft.Web/sites");

        Assert.Equal("FC1", plan.GetProperty("name").GetString());
        Assert.Equal("UserAssigned", app.GetProperty("identity").GetProperty("type").GetString());
        Assert.True(app.GetProperty("properties").GetProperty("httpsOnly").GetBoolean());
        var settings = Single("Microsoft.Web/sites/config").GetProperty("properties").GetString()!;
        Assert.Contains("AzureWebJobsStorage__credential', 'managedidentity'", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", Bicep.Main.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("listKeys", Bicep.Main.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_OfTheApp_AreThoseOfThePages()
    {
        var page = File.ReadAllText(Path.Combine(Bicep.Root, "docs/azure.md"));
        var settings = System.Text.RegularExpressions.Regex.Matches(Single("Microsoft.Web/sites/config").GetProperty("properties").GetString()!, "FlowForge__[A-Za-z_]+")
            .Select(match => match.Value).Distinct();

        Assert.All(settings, setting => Assert.Contains($"`{setting}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("withEditor", false)]
    public void Switches_AreOffByDefault(string name, bool value) =>
        Assert.Equal(value, Bicep.Main.GetProperty("parameters").GetProperty(name).GetProperty("defaultValue").GetBoolean());

    [Fact]
    public void Parameters_OfTheDeployment_ExistInTheTemplate()
    {
        var parameters = JsonElement.Parse(File.ReadAllText(Path.Combine(Bicep.Root, "infra/main.parameters.json"))).GetProperty("parameters");
        var known = Bicep.Main.GetProperty("parameters");

        Assert.All(parameters.EnumerateObject(), parameter => Assert.True(known.TryGetProperty(parameter.Name, out _), parameter.Name));
        Assert.All(
            known.EnumerateObject().Where(parameter => !parameter.Value.TryGetProperty("defaultValue", out _)),
            parameter => Assert.True(parameters.TryGetProperty(parameter.Name, out _), parameter.Name));
    }

    private static JsonElement Single(string type) => Assert.Single(All(type));

    // Those that are only referred to carry "existing".
    private static IEnumerable<JsonElement> All(string type) =>
        Bicep.Resources().Where(resource => resource.GetProperty("type").GetString() == type && !resource.TryGetProperty("existing", out _));
}
