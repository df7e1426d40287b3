using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Formats;
using FlowForge.Nodes;
using FlowForge.Web.Editor;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Web.Tests.Support;

/// <summary>Documents and sessions of tests.</summary>
internal static class Drafts
{
    public static readonly ICatalogue Catalogue = BuiltInKinds.Create(new NoEgress());

    /// <summary>Three nodes in a row, of which the last asks for the first by name.</summary>
    public static Workflow Row() => Of("""
        flowforge: 1
        id: row
        name: Row
        version: 4
        graph:
          nodes:
            - { id: start, kind: trigger.manual, name: Start, position: { x: 0, y: 0 } }
            - { id: large, kind: if, name: Large?, parameters: { conditions: [{ left: "={{ $json.total }}", operator: number.gt, right: 3 }] }, position: { x: 300, y: 0 } }
            - { id: last, kind: set, name: Last, parameters: { fields: { first: "={{ $('Start').item.json.a }}" } }, position: { x: 600, y: 0 } }
          edges:
            - { from: start, to: large }
            - { from: large, to: last }
        notes:
          - { id: note, text: Hello, x: 10, y: 300, w: 200, h: 80 }
        """);

    /// <summary>A document.</summary>
    public static Workflow Of(string yaml) => WorkflowYaml.Read(Encoding.UTF8.GetBytes(yaml)) is { Workflow: { } workflow }
        ? workflow
        : throw new InvalidOperationException("The test's document cannot be read.");

    /// <summary>An open document.</summary>
    public static EditorSession Session(Workflow? workflow = null) => new(workflow ?? Row(), Catalogue, new FakeTimeProvider());
}
