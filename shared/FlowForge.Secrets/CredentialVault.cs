using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Secrets.Masking;
using FlowForge.Secrets.Sealing;
using FlowForge.Secrets.Types;

namespace FlowForge.Secrets;

/// <summary>
/// The vault: rows in a store, values in a box, every change and every use in the audit log. A use is logged once for each run, node and purpose.
/// </summary>
/// <param name="store">The rows.</param>
/// <param name="box">What seals the values.</param>
/// <param name="audit">The audit log.</param>
/// <param name="clock">The clock.</param>
public sealed class CredentialVault(ICredentialStore store, ISecretBox box, IAuditLog audit, TimeProvider clock) : ICredentialVault
{
    private readonly UsesSeen _seen = new();

    /// <inheritdoc/>
    public IReadOnlyList<CredentialType> Types => CredentialTypes.All;

    /// <inheritdoc/>
    public async ValueTask<Page<CredentialFacts>> ListAsync(int limit, string? after, CancellationToken cancellation)
    {
        var page = await store.ListAsync(limit, after, cancellation).ConfigureAwait(false);
        return new([.. page.Items.Select(Facts)], page.Next);
    }

    /// <inheritdoc/>
    public async ValueTask<CredentialFacts?> FindAsync(string id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation).ConfigureAwait(false) is { } row ? Facts(row) : null;

    /// <inheritdoc/>
    public async ValueTask<Outcome<CredentialFacts>> CreateAsync(CredentialDraft draft, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var sealedRow = await SealAsync(draft, draft.Values, 1, now, now, cancellation).ConfigureAwait(false);
        if (sealedRow.IsFailure)
        {
            return sealedRow.Failure;
        }

        if (!await store.SaveAsync(sealedRow.Value, expectedVersion: 0, cancellation).ConfigureAwait(false))
        {
            return Failure.Of(FailureCodes.CredentialExists, $"There is a credential '{draft.Id}' already.");
        }

        await NoteAsync("credential.created", draft.Id, $"type {draft.Type}", cancellation).ConfigureAwait(false);
        return Facts(sealedRow.Value);
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<CredentialFacts>> ReplaceAsync(CredentialDraft draft, int version, CancellationToken cancellation)
    {
        if (await store.FindAsync(draft.Id, cancellation).ConfigureAwait(false) is not { } present)
        {
            return Missing(draft.Id);
        }

        var values = await MergedAsync(present, draft, cancellation).ConfigureAwait(false);
        var sealedRow = values.IsFailure
            ? values.Failure
            : await SealAsync(draft, values.Value, version + 1, present.CreatedAt, clock.GetUtcNow(), cancellation).ConfigureAwait(false);
        if (sealedRow.IsFailure)
        {
            return sealedRow.Failure;
        }

        if (present.Version != version || !await store.SaveAsync(sealedRow.Value, version, cancellation).ConfigureAwait(false))
        {
            return Changed(draft.Id);
        }

        await NoteAsync("credential.changed", draft.Id, $"now version {version + 1}", cancellation).ConfigureAwait(false);
        return Facts(sealedRow.Value);
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<CredentialFacts>> DeleteAsync(string id, int version, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation).ConfigureAwait(false) is not { } present)
        {
            return Missing(id);
        }

        if (present.Version != version || !await store.DeleteAsync(id, version, cancellation).ConfigureAwait(false))
        {
            return Changed(id);
        }

        await box.ForgetAsync(id, cancellation).ConfigureAwait(false);
        await NoteAsync("credential.deleted", id, "", cancellation).ConfigureAwait(false);
        return Facts(present);
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<OpenedCredential>> OpenAsync(string id, CredentialUse use, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation).ConfigureAwait(false) is not { } row)
        {
            return Missing(id);
        }

        var values = await ValuesAsync(row, cancellation).ConfigureAwait(false);
        if (values.IsFailure)
        {
            return values.Failure;
        }

        if (_seen.IsNew(id, use))
        {
            var detail = use.Node is null ? $"for {use.Purpose}" : $"by node {use.Node} for {use.Purpose}";
            var entry = new AuditEntry(clock.GetUtcNow(), use.Run is null ? AuditActor.Current ?? "host" : $"run:{use.Run}", "credential.used", $"credential:{id}", detail);
            await audit.AppendAsync(entry, cancellation).ConfigureAwait(false);
        }

        return new OpenedCredential(Facts(row), values.Value, Mask(row, values.Value));
    }

    private static SecretMask Mask(CredentialRow row, Dictionary<string, string> values)
    {
        var secret = CredentialTypes.Find(row.Type)?.Fields.Where(field => field.IsSecret).Select(field => field.Name).ToHashSet() ?? [.. values.Keys];
        var masked = values.Where(value => secret.Contains(value.Key)).Select(value => value.Value);
        if (row.Type == "header")
        {
            // A server repeats the token without the scheme it was sent with.
            masked = masked.SelectMany(value => (string[])[value, value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]]);
        }

        // What basic authentication puts on the wire is the pair.
        return new(row.Id, values.TryGetValue("user", out var user) && values.TryGetValue("password", out var password) ? masked.Append($"{user}:{password}") : masked);
    }

    private async ValueTask<Outcome<CredentialRow>> SealAsync(
        CredentialDraft draft, IReadOnlyDictionary<string, string> values, int version, DateTimeOffset made, DateTimeOffset now, CancellationToken cancellation)
    {
        if (DraftCheck.Refuse(draft, values) is { } refused)
        {
            return refused;
        }

        var plain = JsonSerializer.SerializeToUtf8Bytes(values.ToDictionary(), Strings.Default.DictionaryStringString);
        if (plain.Length > Limits.CredentialBytes)
        {
            return Failure.Of(FailureCodes.CredentialInvalid, $"'values' is not right: together they have at most {Limits.CredentialBytes} bytes.");
        }

        return new CredentialRow
        {
            Id = draft.Id,
            Name = draft.Name.Length == 0 ? draft.Id : draft.Name,
            Type = draft.Type,
            Origins = draft.Origins,
            Version = version,
            CreatedAt = made,
            ChangedAt = now,
            Sealed = await box.SealAsync(draft.Id, version, plain, cancellation).ConfigureAwait(false),
        };
    }

    private async ValueTask<Outcome<Dictionary<string, string>>> MergedAsync(CredentialRow present, CredentialDraft draft, CancellationToken cancellation)
    {
        if (present.Type != draft.Type)
        {
            return draft.Values.ToDictionary();
        }

        var values = await ValuesAsync(present, cancellation).ConfigureAwait(false);
        if (!values.IsFailure)
        {
            foreach (var (field, value) in draft.Values)
            {
                values.Value[field] = value;
            }
        }

        return values;
    }

    private async ValueTask<Outcome<Dictionary<string, string>>> ValuesAsync(CredentialRow row, CancellationToken cancellation)
    {
        try
        {
            var plain = await box.OpenAsync(row.Id, row.Version, row.Sealed, cancellation).ConfigureAwait(false);
            return JsonSerializer.Deserialize(plain.Span, Strings.Default.DictionaryStringString) ?? [];
        }
        catch (SealBrokenException broken)
        {
            return Failure.Of(FailureCodes.CredentialUnreadable, broken.Message);
        }
    }

    private ValueTask NoteAsync(string action, string id, string detail, CancellationToken cancellation) =>
        audit.AppendAsync(new(clock.GetUtcNow(), AuditActor.Current ?? "host", action, $"credential:{id}", detail), cancellation);

    private static CredentialFacts Facts(CredentialRow row) => new(row.Id, row.Name, row.Type, row.Origins, row.Version, row.CreatedAt, row.ChangedAt);

    private static Failure Missing(string id) => Failure.Of(FailureCodes.CredentialUnavailable, $"The vault holds no credential '{id}'.");

    private static Failure Changed(string id) => Failure.Of(FailureCodes.CredentialChanged, $"The credential '{id}' has another version now; read it again.");
}
