using System.Text;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Tests.Validation;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Tests.Serialization;

/// <summary>Damaged input for the readers of the core: a refusal or a value, never an exception that they do not promise.</summary>
public sealed class ReaderFuzzTests
{
    // A row of each sort, as runs of the samples have written them.
    private static readonly byte[] Segment = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Serialization", "segment.json"));

    [Fact]
    public void SegmentReader_TheSegmentItself_GivesAllItsEntries() =>
        Assert.Equal(16, new SegmentReader(new PageCache(new MemoryRunStore()), "family").Read(new SegmentRow("run", 1, 0, 0, Segment)).Count);

    [Fact]
    public void WorkflowJson_DamagedBytes_AreRefusedOrReadBackTheSame() =>
        RandomRounds.Run(1_500, random => RandomDamage.Bytes(random, WorkflowJson.Write(RandomWorkflow.Next(random))), CheckDocument);

    [Fact]
    public void WorkflowJson_StrangeValues_AreRefusedOrReadBackTheSame() =>
        RandomRounds.Run(1_500, random => RandomDamage.Values(random, WorkflowJson.Write(RandomWorkflow.Next(random))), CheckDocument);

    [Fact]
    public void StartBody_DamagedBytes_GiveItemsOrAFailure() =>
        RandomRounds.Run(1_500, random => RandomDamage.Bytes(random, Encoding.UTF8.GetBytes(RandomJson.Text(random, 5))), static text => StartBody.Read(text, Limits.Depth));

    [Fact]
    public void SegmentReader_DamagedBytes_GiveEntriesOrAStoreFault() => RandomRounds.Run(2_000, random => RandomDamage.Bytes(random, Segment), CheckSegment);

    [Fact]
    public void SegmentReader_StrangeValues_GiveEntriesOrAStoreFault() => RandomRounds.Run(2_000, random => RandomDamage.Values(random, Segment), CheckSegment);

    [Fact]
    public void CursorsAndTokens_OfAnything_AreReadOrNot() =>
        RandomRounds.Run(
            4_000,
            random => random.Next(2) == 0 ? RandomDamage.Bytes(random, "3.17"u8.ToArray()) : RandomDamage.Bytes(random, Encoding.UTF8.GetBytes(ResumeToken.Write("r", "key", "node", "0.1"))),
            static text =>
            {
                var sent = Encoding.UTF8.GetString(text);
                RunCursor.Parse(sent);
                ResumeToken.TryRead(sent, out _);
            });

    private static void CheckDocument(byte[] text)
    {
        var reading = WorkflowJson.Read(text);
        if (reading.Workflow is not { } workflow)
        {
            Assert.NotEmpty(reading.Problems);
            return;
        }

        var written = WorkflowJson.Write(workflow);
        Assert.Equal(written, WorkflowJson.Write(WorkflowJson.Read(written).Workflow!));
        if (WorkflowValidator.Validate(workflow, TestKinds.All, new TestScripts()).All(problem => problem.IsWarning))
        {
            foreach (var trigger in workflow.Nodes)
            {
                Planner.Plan(workflow, TestKinds.All, trigger.Id);
            }
        }
    }

    private static void CheckSegment(byte[] text)
    {
        try
        {
            new SegmentReader(new PageCache(new MemoryRunStore()), "family").Read(new SegmentRow("run", 1, 0, 0, text));
        }
        catch (StoreFault)
        {
            // What it promises.
        }
    }
}
