using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Tests.Serialization;
using FlowForge.Core.Tests.Validation;
using FlowForge.Core.Validation;
using FlowForge.Formats.N8n;

namespace FlowForge.Formats.Tests;

/// <summary>Damaged documents for the readers of this room: a refusal or a value, never an exception.</summary>
public sealed class FormatFuzzTests
{
    private static readonly byte[][] Documents =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", "documents"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static readonly byte[][] Imports =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "N8n", "Cases"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    [Fact]
    public void Yaml_DamagedCorpus_IsRefusedOrReadBackTheSame() =>
        RandomRounds.Run(1_500, random => RandomDamage.Bytes(random, Documents[random.Next(Documents.Length)]), CheckYaml);

    [Fact]
    public void Yaml_DamagedWorkflows_AreRefusedOrReadBackTheSame() =>
        RandomRounds.Run(800, random => RandomDamage.Bytes(random, WorkflowYaml.Write(RandomWorkflow.Next(random))), CheckYaml);

    [Fact]
    public void Document_OfAnyType_IsReadOrRefused() =>
        RandomRounds.Run(1_000, random => RandomDamage.Bytes(random, Documents[random.Next(Documents.Length)]), static text =>
        {
            DocumentReader.Read(text);
            DocumentReader.Read(text, "application/json");
            DocumentReader.Read(text, fileName: "test.yml");
            WorkflowTestText.Read(text, "a.yaml");
        });

    [Fact]
    public void N8n_DamagedBytes_AreImportedOrRefused() => RandomRounds.Run(600, random => RandomDamage.Bytes(random, Imports[random.Next(Imports.Length)]), CheckImport);

    [Fact]
    public void N8n_StrangeValues_AreImportedOrRefused() => RandomRounds.Run(600, random => RandomDamage.Values(random, Imports[random.Next(Imports.Length)]), CheckImport);

    private static void CheckYaml(byte[] text)
    {
        var reading = WorkflowYaml.Read(text);
        if (reading.Workflow is not { } workflow)
        {
            Assert.NotEmpty(reading.Problems);
            return;
        }

        var written = WorkflowYaml.Write(workflow);
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(WorkflowYaml.Write(WorkflowYaml.Read(written).Workflow!)));
        Assert.Equal(WorkflowJson.Hash(workflow), WorkflowJson.Hash(WorkflowYaml.Read(written).Workflow!));
    }

    private static void CheckImport(byte[] text)
    {
        foreach (var join in (JoinRule[])[JoinRule.Each, JoinRule.All])
        {
            var imported = N8nImport.Read(text, "a", join);
            if (imported.IsFailure)
            {
                Assert.NotEmpty(imported.Failure.Message);
                continue;
            }

            // What an import makes is a document that can be saved and read.
            var written = WorkflowJson.Write(imported.Value.Workflow);
            Assert.False(WorkflowJson.Read(written).IsRefused, string.Join('\n', WorkflowJson.Read(written).Problems));
            WorkflowValidator.Validate(imported.Value.Workflow, TestKinds.All, new TestScripts());
        }
    }
}
