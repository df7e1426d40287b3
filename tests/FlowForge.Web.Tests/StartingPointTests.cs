using FlowForge.Core.Validation;
using FlowForge.Web.Editor;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests;

public sealed class StartingPointTests
{
    [Fact]
    public void Workflow_OfEachStart_IsValid() => Assert.All(StartingPoints.All, start =>
        Assert.DoesNotContain(WorkflowValidator.Validate(start.Workflow(), Drafts.Catalogue), problem => !problem.IsWarning));

    [Fact]
    public void IdFor_AnyName_IsAnId() => Assert.All((string[])["My workflow", "Ünïcode & more", "", "   ", new string('x', 300)], name =>
        Assert.Matches("^[A-Za-z0-9_-]{1,64}$", NewWorkflow.IdFor(name)));
}
