namespace FlowForge.Nodes.Tests.Kinds;

public class CheckTests
{
    [Theory]
    [InlineData("orders", "")]
    [InlineData("orders/:shop/new", "")]
    [InlineData("a.b~c-d_e", "")]
    [InlineData("", "webhook.path path")]
    [InlineData("/orders", "webhook.path path")]
    [InlineData("orders/", "webhook.path path")]
    [InlineData("a//b", "webhook.path path")]
    [InlineData("a/../b", "webhook.path path")]
    [InlineData(".", "webhook.path path")]
    [InlineData("a b", "webhook.path path")]
    [InlineData("a%2fb", "webhook.path path")]
    [InlineData(":1", "webhook.path path")]
    [InlineData("a:b", "webhook.path path")]
    [InlineData(":a/:a", "webhook.path path")]
    [InlineData("a\\n", "webhook.path path")]
    [InlineData("ü", "webhook.path path")]
    public void Check_WebhookPath_IsOfPlainSegments(string path, string problem) =>
        Assert.Equal(problem, string.Join(' ', KindRuns.Problems("trigger.webhook", $$"""{ "path": "{{path}}" }""")));

    [Fact]
    public void Check_WebhookPathTooLong_IsRefused()
    {
        Assert.Empty(KindRuns.Problems("trigger.webhook", $$"""{ "path": "{{new string('a', 200)}}" }"""));
        Assert.Single(KindRuns.Problems("trigger.webhook", $$"""{ "path": "{{new string('a', 201)}}" }"""));
    }

    [Theory]
    [InlineData("none", false)]
    [InlineData("basic", true)]
    [InlineData("signature", true)]
    public void Check_WebhookAuth_WarnsThatThereIsNoVault(string type, bool warns) =>
        Assert.Equal(
            warns ? ["credential.unavailable auth (warning)"] : [],
            KindRuns.Problems("trigger.webhook", $$"""{ "path": "x", "auth": { "type": "{{type}}" } }"""));

    [Theory]
    [InlineData("if", """{ "conditions": [{ "left": 1, "operator": "number.gt", "right": 1 }] }""", "")]
    [InlineData("if", """{ "conditions": [{ "operator": "number.near" }] }""", "condition.operator conditions[0].operator")]
    [InlineData("filter", """{ "conditions": [{ "operator": "={{ $json.op }}" }, { "operator": "x" }] }""", "condition.operator conditions[1].operator")]
    [InlineData("if", """{ "conditions": [{ "operator": "string.regex", "right": "(" }] }""", "condition.pattern conditions[0].right")]
    [InlineData("if", """{ "conditions": [{ "operator": "string.regex", "right": "={{ $json.p }}" }] }""", "")]
    [InlineData("if", """{ "conditions": 5 }""", "")]
    public void Check_Conditions_FindsWhatTheSchemaCannot(string kind, string parameters, string problems) =>
        Assert.Equal(problems, string.Join(' ', KindRuns.Problems(kind, parameters)));

    [Theory]
    [InlineData("""{ "rules": [{ "name": "a", "conditions": [] }, { "name": "b", "conditions": [] }], "fallback": "c" }""", "", "a b c")]
    [InlineData("""{ "rules": [{ "name": "a" }, { "name": "a" }] }""", "switch.ruleName rules[1].name", "a")]
    [InlineData("""{ "rules": [{ "name": "error" }] }""", "switch.ruleName rules[0].name", "fallback")]
    [InlineData("""{ "rules": [{ "name": "a/b" }, { }] }""", "switch.ruleName rules[0].name switch.ruleName rules[1].name", "fallback")]
    [InlineData("""{ "rules": [{ "name": "a" }], "fallback": "error" }""", "switch.ruleName fallback", "a")]
    [InlineData("""{ "rules": [{ "name": "a" }], "fallback": "a" }""", "", "a")]
    [InlineData("""{ "rules": [{ "name": "a", "conditions": [{ "operator": "x" }] }] }""", "condition.operator rules[0].conditions[0].operator", "a")]
    [InlineData("""{ "rules": "no" }""", "", "fallback")]
    [InlineData("{}", "", "fallback")]
    public void Check_SwitchRules_NamesArePorts(string parameters, string problems, string ports)
    {
        Assert.Equal(problems, string.Join(' ', KindRuns.Problems("switch", parameters)));
        Assert.Equal(ports, string.Join(' ', KindRuns.Kind("switch").OutputPorts(KindRuns.Node("switch", parameters))));
    }

    [Theory]
    [InlineData("{}", "", "in1 in2")]
    [InlineData("{}", "in3", "in1 in2 in3")]
    [InlineData("{}", "in0 in101 other in03", "in1 in2")]
    [InlineData("""{ "inputs": 4 }""", "in2", "in1 in2 in3 in4")]
    [InlineData("""{ "inputs": 1 }""", "", "in1 in2")]
    [InlineData("""{ "inputs": 101 }""", "", "in1 in2")]
    [InlineData("""{ "inputs": "x" }""", "in3", "in1 in2 in3")]
    public void InputPorts_OfMerge_AreAsManyAsNamed(string parameters, string named, string ports) =>
        Assert.Equal(ports, string.Join(' ', KindRuns.Kind("merge").InputPorts(KindRuns.Node("merge", parameters), named.Split(' '))));

    [Theory]
    [InlineData("""{ "mode": "key" }""", "merge.keys on")]
    [InlineData("""{ "mode": "key", "on": "id" }""", "")]
    [InlineData("""{ "mode": "key", "keys": [{ "left": "a", "right": "b" }], "inputs": 3 }""", "merge.inputs inputs")]
    [InlineData("""{ "mode": "pairs", "inputs": 3 }""", "merge.inputs inputs")]
    [InlineData("""{ "mode": "append", "inputs": 3 }""", "")]
    [InlineData("""{ "mode": "={{ $json.m }}" }""", "")]
    public void Check_Merge_FindsWhatTheSchemaCannot(string parameters, string problems) =>
        Assert.Equal(problems, string.Join(' ', KindRuns.Problems("merge", parameters)));
}
