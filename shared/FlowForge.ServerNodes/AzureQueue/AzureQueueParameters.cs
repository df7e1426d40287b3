using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Azure;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.AzureQueue;

/// <summary>The parameters of <c>azure.queue</c>.</summary>
internal sealed record AzureQueueParameters(
    string Operation, string Queue, string Message, bool Base64, TimeSpan Delay, TimeSpan? Lives, int Most, TimeSpan Hidden, bool Removes, string MessageId, string PopReceipt)
{
    public static Outcome<AzureQueueParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var operation = AzureParameters.Word(reader, "operation", "send", "receive", "peek", "delete", "clear", "count", "listQueues", "createQueue", "deleteQueue");
        var lives = reader.Whole("liveSeconds", 0, -1, int.MaxValue);
        return reader.Give(new AzureQueueParameters(
            operation,
            operation == "listQueues" ? "" : reader.Needed("queue"),
            operation == "send" ? Values.Needed(reader, "message") : "",
            reader.Flag("base64", false),
            TimeSpan.FromSeconds(reader.Whole("delaySeconds", 0, 0, 604_800)),
            lives == 0 ? null : TimeSpan.FromSeconds(lives),
            reader.Whole("max", 1, 1, 32),
            TimeSpan.FromSeconds(reader.Whole("hideSeconds", 30, 1, 604_800)),
            reader.Flag("remove", false),
            operation == "delete" ? reader.Needed("messageId") : "",
            operation == "delete" ? reader.Needed("popReceipt") : ""));
    }
}
