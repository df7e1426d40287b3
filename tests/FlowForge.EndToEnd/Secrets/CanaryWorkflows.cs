namespace FlowForge.EndToEnd.Secrets;

/// <summary>Workflows that use every credential, and try to get at the values.</summary>
internal static class CanaryWorkflows
{
    /// <summary>Calls of each type, answers of each kind, calls to where a credential must not go, and code that looks for the values.</summary>
    public static string Calls(string bound, string foreign) => $$$"""
        flowforge: 1
        id: calls
        name: Calls
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: header, kind: http, onError: continue, parameters: { url: "{{{bound}}}/echo?t=header", fullResponse: true, auth: { credential: c-header } } }
            - { id: query, kind: http, onError: continue, parameters: { url: "{{{bound}}}/echo?t=query", fullResponse: true, auth: { credential: c-query } } }
            - { id: bearer, kind: http, onError: continue, parameters: { method: POST, url: "{{{bound}}}/echo", body: { sent: "={{ $json.control }}" }, fullResponse: true, auth: { credential: c-bearer } } }
            - { id: basic, kind: http, onError: continue, parameters: { url: "{{{bound}}}/echo", fullResponse: true, auth: { credential: c-basic } } }
            - { id: fail, kind: http, onError: continue, retry: { maxTries: 2, delaySeconds: 0 }, parameters: { url: "{{{bound}}}/fail?t=fail", auth: { credential: c-query } } }
            - { id: file, kind: http, onError: continue, parameters: { url: "{{{bound}}}/file?t=file", response: file, auth: { credential: c-bearer } } }
            - { id: text, kind: http, onError: continue, parameters: { url: "{{{bound}}}/echo?t=text", response: text, auth: { credential: c-basic } } }
            - { id: away, kind: http, onError: continue, parameters: { url: "{{{bound}}}/away", auth: { credential: c-query } } }
            - { id: foreign, kind: http, onError: continue, parameters: { url: "{{{foreign}}}/echo", auth: { credential: c-header } } }
            - id: look
              kind: code
              parameters:
                mode: allItems
                source: |
                  const tries = [
                    () => $credentials, () => $node["header"].credentials, () => $node["header"].parameter, () => $env, () => process.env,
                    () => $vars, () => $secrets, () => $getCredentials("c-header"), () => this.getCredentials("c-bearer"), () => $("basic").params,
                    () => Object.getOwnPropertyNames(globalThis).map(name => { try { return JSON.stringify(globalThis[name]); } catch (e) { return String(e); } }),
                    () => $input.all(), () => $workflow, () => $execution, () => require("fs").readFileSync("vault.key"),
                  ];
                  return [{ json: { found: tries.map(t => { try { return JSON.stringify(t()) ?? "nothing"; } catch (e) { return String(e); } }) } }];
            - { id: ask, kind: set, onError: continue, parameters: { fields: { all: "={{ JSON.stringify($input.all()) }}", a: "={{ $node.header.json }}", b: "={{ $credentials }}" } } }
          edges:
            - { from: start, to: header }
            - { from: start, to: query }
            - { from: start, to: bearer }
            - { from: start, to: basic }
            - { from: start, to: fail }
            - { from: start, to: file }
            - { from: start, to: text }
            - { from: start, to: away }
            - { from: start, to: foreign }
            - { from: header, to: look }
            - { from: query, to: look }
            - { from: bearer, to: look }
            - { from: basic, to: look }
            - { from: fail, to: look }
            - { from: file, to: look }
            - { from: text, to: look }
            - { from: away, to: look }
            - { from: foreign, to: look }
            - { from: look, to: ask }
        """;

    /// <summary>A webhook that checks its callers, under a path of the same name, and gives back all it got.</summary>
    public static string Hook(string type) => $$$"""
        flowforge: 1
        id: hook-{{{type}}}
        name: Hook {{{type}}}
        graph:
          nodes:
            - { id: hook, kind: trigger.webhook, parameters: { path: "{{{type}}}", method: POST, respond: lastNode, auth: { type: {{{type}}}, credential: "h-{{{type}}}" } } }
            - { id: look, kind: code, parameters: { mode: perItem, source: "return { all: JSON.stringify($json) }" } }
          edges: [{ from: hook, to: look }]
        """;
}
