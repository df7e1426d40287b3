using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Stop;

/// <summary>The parameters of <c>stop</c>.</summary>
/// <param name="Message">What the failure says.</param>
internal sealed record StopParameters(string Message)
{
    /// <summary>What it says when the document says nothing.</summary>
    public const string Unsaid = "The workflow was stopped.";

    private const int MostCharacters = 2_000;

    /// <summary>Reads them; a message that is no string is written as JSON.</summary>
    public static Outcome<StopParameters> Read(JsonElement parameters)
    {
        var message = new ParameterReader(parameters).Value("message");
        var text = ParameterReader.IsAbsent(message) ? Unsaid : JsText.Of(message);
        return new StopParameters(text.Length <= MostCharacters ? text : Cut(text));
    }

    // A pair of surrogates is not cut in two.
    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
}
