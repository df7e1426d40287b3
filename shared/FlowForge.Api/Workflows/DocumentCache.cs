using System.Collections.Concurrent;
using System.Text;
using FlowForge.Api.Bodies;
using FlowForge.Core.Model;

namespace FlowForge.Api.Workflows;

/// <summary>Stored documents that were read lately, by content hash. Their <c>version</c> is not part of the hash and is set by the caller.</summary>
internal sealed class DocumentCache
{
    private const int Most = 256;

    private readonly ConcurrentDictionary<string, Workflow> byHash = new(StringComparer.Ordinal);

    /// <summary>The workflow of a stored document.</summary>
    public Workflow Get(string hash, string document, int version)
    {
        if (!byHash.TryGetValue(hash, out var workflow))
        {
            workflow = Read(hash, document);
            if (byHash.Count >= Most)
            {
                // All at once: keeping an order would cost every hit, and reading a document again is cheap.
                byHash.Clear();
            }

            byHash[hash] = workflow;
        }

        return workflow.Version == version ? workflow : workflow with { Version = version };
    }

    private static Workflow Read(string hash, string document)
    {
        var (workflow, problems) = DocumentCodec.Read(Encoding.UTF8.GetBytes(document), MediaType.Json);
        return workflow ?? throw new InvalidOperationException(
            $"The stored document {hash} cannot be read: {(problems.Count > 0 ? problems[0].Message : "no reason given")}");
    }
}
