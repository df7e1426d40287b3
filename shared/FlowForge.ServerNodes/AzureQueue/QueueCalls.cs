using System.Globalization;
using System.Text;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Azure;
using global::Azure.Storage.Queues;
using global::Azure.Storage.Queues.Models;

namespace FlowForge.ServerNodes.AzureQueue;

/// <summary>What <c>azure.queue</c> does.</summary>
internal sealed class QueueCalls(AzureQueueParameters own, QueueServiceClient service)
{
    private QueueClient Queue => service.GetQueueClient(own.Queue);

    public async Task<Outcome<Made[]>> RunAsync(CancellationToken cancellation)
    {
        switch (own.Operation)
        {
            case "send":
                return Sent((await Queue.SendMessageAsync(own.Message, own.Delay, own.Lives, cancellation).ConfigureAwait(false)).Value);
            case "receive":
                return await ReceiveAsync(cancellation).ConfigureAwait(false);
            case "peek":
                var seen = (await Queue.PeekMessagesAsync(own.Most, cancellation).ConfigureAwait(false)).Value;
                return seen.Select(message => Message(
                    message.Body, ("messageId", message.MessageId), ("dequeueCount", message.DequeueCount), ("insertedOn", Moment(message.InsertedOn)), ("expiresOn", Moment(message.ExpiresOn)))).ToArray();
            case "delete":
                await Queue.DeleteMessageAsync(own.MessageId, own.PopReceipt, cancellation).ConfigureAwait(false);
                return Done(("queue", own.Queue), ("messageId", own.MessageId), ("deleted", true));
            case "clear":
                await Queue.ClearMessagesAsync(cancellation).ConfigureAwait(false);
                return Done(("queue", own.Queue), ("cleared", true));
            case "count":
                return Done(("queue", own.Queue), ("count", (await Queue.GetPropertiesAsync(cancellation).ConfigureAwait(false)).Value.ApproximateMessagesCount));
            case "createQueue":
                await Queue.CreateAsync(cancellationToken: cancellation).ConfigureAwait(false);
                return Done(("queue", own.Queue), ("created", true));
            case "deleteQueue":
                await Queue.DeleteAsync(cancellation).ConfigureAwait(false);
                return Done(("queue", own.Queue), ("deleted", true));
            default:
                return await ListAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Outcome<Made[]>> ReceiveAsync(CancellationToken cancellation)
    {
        var messages = (await Queue.ReceiveMessagesAsync(own.Most, own.Hidden, cancellation).ConfigureAwait(false)).Value;
        foreach (var message in own.Removes ? messages : [])
        {
            await Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation).ConfigureAwait(false);
        }

        return messages.Select(message => Message(
            message.Body, ("messageId", message.MessageId), ("popReceipt", message.PopReceipt), ("dequeueCount", message.DequeueCount), ("insertedOn", Moment(message.InsertedOn)),
            ("expiresOn", Moment(message.ExpiresOn)), ("visibleOn", Moment(message.NextVisibleOn)))).ToArray();
    }

    private async Task<Outcome<Made[]>> ListAsync(CancellationToken cancellation)
    {
        var made = new List<Made>();
        await foreach (var queue in service.GetQueuesAsync(cancellationToken: cancellation).ConfigureAwait(false))
        {
            made.Add(new(Written.Of(("queue", queue.Name))));
        }

        return made.ToArray();
    }

    private static Made Message(BinaryData body, params (string Name, object? Value)[] fields)
    {
        var draft = Written.Of(fields);
        var bytes = body.ToMemory();
        draft.Put("text", new(JsonValues.Text(Encoding.UTF8.GetString(bytes.Span))));
        if (JsJson.Normalize(bytes, Limits.Depth - 1) is { IsFailure: false } json)
        {
            draft.Put("json", new(json.Value));
        }

        return new(draft);
    }

    private static Made[] Sent(SendReceipt sent) => Done(
        ("messageId", sent.MessageId), ("popReceipt", sent.PopReceipt), ("insertedOn", Moment(sent.InsertionTime)), ("expiresOn", Moment(sent.ExpirationTime)),
        ("visibleOn", Moment(sent.TimeNextVisible)));

    private static Made[] Done(params (string Name, object? Value)[] fields) => new Made(Written.Of(fields)).Alone();

    private static string? Moment(DateTimeOffset? moment) => moment?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
