using System.Text.Json;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Ports;

/// <summary>Kinds that people add to the catalogue of their host: JavaScript with a schema of parameters, ports and tests.</summary>
public interface ICustomKinds
{
    /// <summary>A version of a kind, the newest with null; null when there is none.</summary>
    CustomKind? Find(string kind, int? version = null);

    /// <summary>
    /// Adds a version of the kind that the definition names, once its tests have passed in the sandbox. The definition of the newest version again changes nothing.
    /// </summary>
    /// <param name="definition">JSON as <c>docs/custom-kinds.md</c> describes it.</param>
    /// <param name="condition">What must be there, by ETag.</param>
    /// <param name="cancellation">Cancels it.</param>
    ValueTask<CustomKindResult> SaveAsync(JsonElement definition, WriteCondition condition, CancellationToken cancellation);

    /// <summary>What is wrong with a definition, its tests run in the sandbox; empty when it could be saved. Nothing is kept.</summary>
    /// <param name="definition">JSON as <c>docs/custom-kinds.md</c> describes it.</param>
    /// <param name="samples">Items it must also take without failing, with the parameters of its example; empty for none.</param>
    /// <param name="cancellation">Cancels it.</param>
    ValueTask<IReadOnlyList<Problem>> TryAsync(JsonElement definition, IReadOnlyList<Model.Item> samples, CancellationToken cancellation);
}

/// <summary>A version of a custom kind.</summary>
/// <param name="Description">What it says of itself.</param>
/// <param name="Definition">Its definition as it was given.</param>
/// <param name="ETag">Changes with each version, without quotes.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record CustomKind(KindDescription Description, JsonElement Definition, string ETag, DateTimeOffset CreatedAt);

/// <summary>How saving a custom kind ended.</summary>
public abstract record CustomKindResult
{
    private CustomKindResult()
    {
    }

    /// <summary>It stands in the catalogue.</summary>
    /// <param name="Kind">The version.</param>
    /// <param name="IsNew">Whether the kind is new.</param>
    public sealed record Saved(CustomKind Kind, bool IsNew) : CustomKindResult;

    /// <summary>The definition is not right, or a test of it failed (<c>kind.testFailed</c>).</summary>
    public sealed record Invalid(IReadOnlyList<Problem> Problems) : CustomKindResult;

    /// <summary>The condition does not hold; <paramref name="Current"/> is what is there.</summary>
    public sealed record Conflict(CustomKind? Current) : CustomKindResult;

    /// <summary>There would be more than <see cref="Limits.CustomKindVersions"/>.</summary>
    public sealed record Full : CustomKindResult;
}
