using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Files;

/// <summary>Failures of the kinds that read and write files, besides those of <see cref="FailureCodes"/> and of binaries.</summary>
public static class FileFailures
{
    /// <summary>The content is not of the format.</summary>
    public const string Content = "file.content";

    /// <summary>A bound was passed while reading or writing.</summary>
    public const string TooLarge = "file.tooLarge";

    /// <summary>The content is not what the format asks for.</summary>
    internal static Failure NotOfFormat(string sentence) => Failure.Of(Content, sentence);

    /// <summary>A bound was passed.</summary>
    internal static Failure Past(string sentence) => Failure.Of(TooLarge, sentence);
}
