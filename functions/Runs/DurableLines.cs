using System.Runtime.CompilerServices;
using FlowForge.Core.Driven;
using FlowForge.Durable.Places;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace FlowForge.Functions.Runs;

/// <summary>Lines of concurrency keys, each a durable entity, over the client that the functions are bound to.</summary>
public sealed class DurableLines(DurableInstances instances) : IPlaceLines
{
    /// <summary>Name of the entities.</summary>
    public const string Entity = "PlaceLine";

    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public Task TellAsync(string key, PlaceMessage message, DateTimeOffset? at, CancellationToken cancellation) => instances.Client.Entities.SignalEntityAsync(
        new(Entity, key), nameof(PlaceLineEntity.Hear), LineText.Write(message), at is null ? null : new SignalEntityOptions { SignalTime = at }, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlaceSeat>> ReadAsync(string key, CancellationToken cancellation) =>
        Seats(await instances.Client.Entities.GetEntityAsync<string>(new(Entity, key), includeState: true, cancellation).ConfigureAwait(false));

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string Key, IReadOnlyList<PlaceSeat> Seats)> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in Query(new() { InstanceIdStartsWith = $"{Entity}@" }).WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (Seats(line) is { Count: > 0 } seats)
            {
                yield return (line.Id.Key, seats);
            }
        }
    }

    /// <summary>Lines without runs of which nobody has spoken for an hour forget all they know, and what is left of them in the hub is removed.</summary>
    public async Task TidyAsync(CancellationToken cancellation)
    {
        var before = TimeProvider.System.GetUtcNow() - Quiet;
        await foreach (var line in Query(new() { InstanceIdStartsWith = $"{Entity}@", LastModifiedTo = before }).WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (Seats(line).Count == 0)
            {
                await TellAsync(line.Id.Key, new PlaceMessage.Tidy(), null, cancellation).ConfigureAwait(false);
            }
        }

        await instances.Client.Entities.CleanEntityStorageAsync(cancellation: cancellation).ConfigureAwait(false);
    }

    private AsyncPageable<EntityMetadata<string>> Query(EntityQuery query) => instances.Client.Entities.GetAllEntitiesAsync<string>(query);

    private static IReadOnlyList<PlaceSeat> Seats(EntityMetadata<string>? line) => line is not { IncludesState: true } ? []
        : [.. LineText.Read(line.State).Seats.Select(static seat => new PlaceSeat(seat.RunId, seat.State == LineSeatState.Waiting))];
}
