using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Nodes that work on texts: <c>crypto</c>, <c>markdown</c>, <c>xml</c> and <c>jwt</c>.</summary>
internal static class DocumentTypes
{
    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All = [("crypto", Crypto), ("markdown", Markdown), ("xml", Xml), ("jwt", Jwt)];

    private static readonly (string Theirs, string Ours)[] HtmlFlags =
    [
        ("simplifiedAutoLink", "autoLinks"), ("completeHTMLDocument", "completeDocument"), ("customizedHeaderId", "customHeadingIds"), ("emoji", "emoji"),
        ("ghCompatibleHeaderId", "githubHeadingIds"), ("parseImgDimensions", "imageSizes"), ("simpleLineBreaks", "lineBreaks"), ("ghMentions", "mentions"),
        ("openLinksInNewWindow", "newWindow"), ("strikethrough", "strikethrough"), ("tables", "tables"), ("tablesHeaderId", "tableHeadingIds"), ("tasklists", "taskLists"),
    ];

    // What CommonMark does anyway.
    private static readonly string[] HtmlGranted =
        ["ghCodeBlocks", "requireSpaceBeforeHeadingText", "splitAdjacentBlockquotes", "literalMidWordUnderscores", "disableForced4SpacesIndentedSublists", "smartIndentationFix"];

    private static readonly (string Theirs, string Ours)[] MarkdownTexts =
    [
        ("bulletMarker", "bullet"), ("codeFence", "codeFence"), ("emDelimiter", "emphasis"), ("strongDelimiter", "strong"), ("strikeDelimiter", "strike"),
        ("ignore", "ignore"), ("blockElements", "blocks"),
    ];

    private static Carried? Crypto(Step step)
    {
        var given = step.Given;
        var action = given.Text("action", "hash");
        var parameters = new JsonObject { ["operation"] = action };
        if (action == "generate")
        {
            parameters["type"] = given.Text("encodingType", "uuid");
            Put(parameters, "length", Json.Node(given.Any("stringLength")));
        }
        else
        {
            var algorithm = action == "sign" ? given.Text("algorithm", "RSA-SHA256").Replace("RSA-", "", StringComparison.Ordinal) : given.Text("type", "MD5");
            parameters["algorithm"] = algorithm.ToLowerInvariant();
            if (given.Flag("binaryData"))
            {
                parameters["binary"] = given.Text("binaryPropertyName", "data");
            }
            else
            {
                parameters["value"] = Json.Node(given.Any("value")) ?? "";
            }

            parameters["encoding"] = given.Text("encoding", "hex").ToLowerInvariant();
            Put(parameters, action == "sign" ? "privateKey" : "secret", given.Text(action == "sign" ? "privateKey" : "secret"));
            Auth(step, parameters, "crypto");
        }

        parameters["as"] = ListTypes.Field(given.Text("dataPropertyName", "data"));
        return new("crypto", parameters);
    }

    private static Carried Markdown(Step step)
    {
        var given = step.Given;
        var toHtml = given.Text("mode", "htmlToMarkdown") == "markdownToHtml";
        var parameters = new JsonObject { ["operation"] = toHtml ? "toHtml" : "toMarkdown" };
        parameters[toHtml ? "markdown" : "html"] = given.Text(toHtml ? "markdown" : "html", "");
        parameters["as"] = ListTypes.Field(given.Text("destinationKey", "data"));
        if (toHtml)
        {
            Array.ForEach(HtmlGranted, name => given.Any($"options.{name}"));
            Flags(given, parameters, HtmlFlags);
            Put(parameters, "headingStart", Json.Node(given.Any("options.headerLevelStart")));
            Put(parameters, "headingIdPrefix", given.Text("options.prefixHeaderId"));
            Put(parameters, "mentionsLink", given.Text("options.ghMentionsLink"));
            if (given.Flag("options.noHeaderId"))
            {
                parameters["headingIds"] = false;
            }
        }
        else
        {
            foreach (var (theirs, ours) in MarkdownTexts)
            {
                Put(parameters, ours, given.Text($"options.{theirs}"));
            }

            Put(parameters, "maxNewlines", Json.Node(given.Any("options.maxConsecutiveNewlines")));
            Flags(given, parameters, [("keepDataImages", "dataImages"), ("useLinkReferenceDefinitions", "referenceLinks")]);
            if (!given.Flag("options.useInlineLinks", true))
            {
                parameters["inlineLinks"] = false;
            }
        }

        return new("markdown", parameters);
    }

    private static Carried Xml(Step step)
    {
        var given = step.Given;
        var writes = given.Text("mode", "xmlToJson") == "jsonToxml";
        var parameters = new JsonObject { ["operation"] = writes ? "write" : "read", ["field"] = ListTypes.Field(given.Text("dataPropertyName", "data")) };
        Put(parameters, "attributesAs", given.Text("options.attrkey"));
        Put(parameters, "textAs", given.Text("options.charkey"));
        if (writes)
        {
            Put(parameters, "rootName", given.Text("options.rootName"));
            Flags(given, parameters, [("cdata", "cdata"), ("headless", "headless")]);
            given.Any("options.allowSurrogateChars");
            return new("xml", parameters);
        }

        Flags(given, parameters, [("explicitArray", "alwaysLists"), ("ignoreAttrs", "ignoreAttributes"), ("normalize", "normalize"), ("normalizeTags", "lowerCase"), ("trim", "trim")]);
        foreach (var (theirs, ours) in new[] { ("explicitRoot", "root"), ("mergeAttrs", "mergeAttributes") })
        {
            if (!given.Flag($"options.{theirs}", true))
            {
                parameters[ours] = false;
            }
        }

        return new("xml", parameters);
    }

    private static Carried Jwt(Step step)
    {
        var given = step.Given;
        var operation = given.Text("operation", "sign");
        var parameters = new JsonObject { ["operation"] = operation };
        if (operation != "decode")
        {
            Auth(step, parameters, "jwtAuth");
            Put(parameters, "algorithm", given.Text("options.algorithm"));
        }

        if (operation != "sign")
        {
            parameters["token"] = given.Text("token", "");
            Flags(given, parameters, [("complete", "complete"), ("returnAdditionalInfo", "complete"), ("ignoreExpiration", "ignoreExpiration"), ("ignoreNotBefore", "ignoreNotBefore")]);
            Put(parameters, "toleranceSeconds", Json.Node(given.Any("options.clockTolerance")));
            return new("jwt", parameters);
        }

        if (given.Flag("useJson"))
        {
            parameters["claims"] = given.Any("claimsJson") is { ValueKind: JsonValueKind.String } text ? Templates.Value(text.GetString()!) : Json.Node(given.Any("claimsJson"));
        }
        else
        {
            foreach (var (theirs, ours) in new[] { ("audience", "audience"), ("expiresIn", "expiresIn"), ("issuer", "issuer"), ("jwtid", "id"), ("notBefore", "notBefore"), ("subject", "subject") })
            {
                Put(parameters, ours, Json.Node(given.Any($"claims.{theirs}")));
            }
        }

        Put(parameters, "keyId", given.Text("options.kid"));
        return new("jwt", parameters);
    }

    private static void Auth(Step step, JsonObject parameters, string slot)
    {
        if ((step.Credential(slot) ?? step.OnlyCredential()) is { } credential)
        {
            parameters["auth"] = new JsonObject { ["credential"] = credential };
        }
    }

    private static void Flags(Given given, JsonObject parameters, (string Theirs, string Ours)[] flags)
    {
        foreach (var (theirs, ours) in flags)
        {
            if (given.Flag($"options.{theirs}"))
            {
                parameters[ours] = true;
            }
        }
    }

    private static void Put(JsonObject parameters, string name, JsonNode? value)
    {
        if (value is not null && !(value is JsonValue text && text.TryGetValue<string>(out var said) && said.Length == 0))
        {
            parameters[name] = value;
        }
    }
}
