using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Secrets.Types;

/// <summary>What stands against keeping a draft. No message holds a value.</summary>
internal static class DraftCheck
{
    private static readonly string[] JwtAlgorithms = ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

    /// <summary>The first thing that is wrong, or null.</summary>
    public static Failure? Refuse(CredentialDraft draft, IReadOnlyDictionary<string, string> values)
    {
        if (!Identifiers.IsValid(draft.Id))
        {
            return Invalid("id", $"an id is 1 to {Limits.IdLength} letters, digits, '_' or '-'");
        }

        if (draft.Name.Length > Limits.NameLength)
        {
            return Invalid("name", $"a name has at most {Limits.NameLength} characters");
        }

        if (CredentialTypes.Find(draft.Type) is not { } type)
        {
            return Invalid("type", $"the types are {string.Join(", ", CredentialTypes.All.Select(known => known.Name))}");
        }

        return Origins(draft, type) ?? Fields(type, values);
    }

    private static Failure? Origins(CredentialDraft draft, CredentialType type)
    {
        if (draft.Origins.Count > Limits.CredentialOrigins)
        {
            return Invalid("origins", $"a credential is bound to at most {Limits.CredentialOrigins} origins");
        }

        if (draft.Origins.Count == 0 && type is { IsOutgoing: true, IsIncoming: false } && type.Name is not ("smtp" or "azure"))
        {
            return Invalid("origins", "a credential of this type is sent with calls, so it names the origins that may see it");
        }

        return draft.Origins.Select(OriginPattern.Refuse).FirstOrDefault(refused => refused is not null) is { } sentence ? Invalid("origins", sentence) : null;
    }

    private static Failure? Fields(CredentialType type, IReadOnlyDictionary<string, string> values)
    {
        if (values.Keys.FirstOrDefault(name => type.Fields.All(field => field.Name != name)) is { } unknown)
        {
            return Invalid($"values.{Short(unknown)}", $"a credential of type '{type.Name}' has {string.Join(", ", type.Fields.Select(field => field.Name))}");
        }

        if (type.Fields.FirstOrDefault(field => field.IsRequired && string.IsNullOrEmpty(values.GetValueOrDefault(field.Name))) is { } missing)
        {
            return Invalid($"values.{missing.Name}", "it must be given");
        }

        if (values.FirstOrDefault(value => type.Name is not "jwt" && value.Value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0).Key is { } broken)
        {
            return Invalid($"values.{broken}", "it may not hold a line break or NUL");
        }

        return type.Name == "jwt" ? Jwt(values) : null;
    }

    private static Failure? Jwt(IReadOnlyDictionary<string, string> values)
    {
        var algorithm = values["algorithm"];
        if (!JwtAlgorithms.Contains(algorithm, StringComparer.Ordinal))
        {
            return Invalid("values.algorithm", $"the algorithms are {string.Join(", ", JwtAlgorithms)}");
        }

        var has = (string field) => !string.IsNullOrEmpty(values.GetValueOrDefault(field));
        return algorithm[0] == 'H'
            ? has("secret") ? null : Invalid("values.secret", $"{algorithm} needs a secret")
            : has("publicKey") || has("privateKey") ? null : Invalid("values.publicKey", $"{algorithm} needs a key");
    }

    private static Failure Invalid(string field, string sentence) => Failure.Of(FailureCodes.CredentialInvalid, $"'{field}' is not right: {sentence}.");

    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
