using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Serialization;

/// <summary>Reads one of <c>graph.nodes</c>; ranges are the validator's.</summary>
internal static class NodeReader
{
    private static readonly Dictionary<string, string> NoCredentials = [];

    public static Node Read(DocumentObject node, ProblemList problems) => new()
    {
        Id = node.Id(ProblemCodes.NodeId),
        Kind = node.RequiredText("kind"),
        KindVersion = node.Whole("kindVersion") ?? 1,
        Name = node.Text("name"),
        Disabled = node.Flag("disabled"),
        Parameters = node.Object("parameters") is { ValueKind: JsonValueKind.Object } parameters ? parameters : JsonConstants.EmptyObject,
        Credentials = Credentials(node.Object("credentials"), node, problems),
        Retry = Retry(node.Child("retry")),
        TimeoutSeconds = node.Number("timeoutSeconds"),
        OnError = node.Word<OnError>("onError") ?? OnError.Stop,
        AlwaysRun = node.Flag("alwaysRun"),
        AlwaysOutput = node.Flag("alwaysOutput"),
        RunOnce = node.Flag("runOnce"),
        Pinned = Pinned(node.Object("pinned"), node, problems),
        Notes = node.Text("notes"),
        Position = Position(node.Child("position")),
        Meta = node.Meta(),
    };

    private static RetryPolicy? Retry(DocumentObject? retry)
    {
        if (retry is null)
        {
            return null;
        }

        var read = new RetryPolicy(
            retry.RequiredWhole("maxTries"), retry.Number("delaySeconds") ?? 1, retry.Word<Backoff>("backoff") ?? Backoff.Constant);
        retry.Close();
        return read;
    }

    private static Position? Position(DocumentObject? position)
    {
        if (position is null)
        {
            return null;
        }

        var read = new Position(position.RequiredNumber("x"), position.RequiredNumber("y"));
        position.Close();
        return read;
    }

    private static Dictionary<string, string> Credentials(JsonElement slots, DocumentObject node, ProblemList problems)
    {
        if (slots.ValueKind != JsonValueKind.Object)
        {
            return NoCredentials;
        }

        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var slot in slots.EnumerateObject())
        {
            if (slot.Value.ValueKind == JsonValueKind.String)
            {
                read[slot.Name] = slot.Value.GetString()!;
            }
            else
            {
                DocumentObject.WrongType(problems, DocumentPath.Property(node.At("credentials"), slot.Name), "the id of a credential", slot.Value);
            }
        }

        return read;
    }

    private static JsonElement Pinned(JsonElement ports, DocumentObject node, ProblemList problems)
    {
        if (ports.ValueKind == JsonValueKind.Object)
        {
            foreach (var port in ports.EnumerateObject())
            {
                var at = DocumentPath.Property(node.At("pinned"), port.Name);
                if (port.Value.ValueKind != JsonValueKind.Array)
                {
                    DocumentObject.WrongType(problems, at, "a list of items", port.Value);
                    continue;
                }

                WorkflowReader.Each(port.Value, at, problems, PinnedItem);
            }
        }

        return ports;
    }

    private static bool PinnedItem(DocumentObject item, ProblemList problems)
    {
        item.Object("json");
        if (!item.Has("json"))
        {
            problems.Refuse(ProblemCodes.Missing, item.At("json"), "An item has its data under 'json'.");
        }

        item.Object("binary");
        return true;
    }
}
