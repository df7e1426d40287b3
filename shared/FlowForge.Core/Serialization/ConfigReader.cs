using FlowForge.Core.Model;

namespace FlowForge.Core.Serialization;

/// <summary>Reads <c>config</c>; ranges are the validator's.</summary>
internal static class ConfigReader
{
    public static WorkflowConfig Read(DocumentObject? config)
    {
        if (config is null)
        {
            return new();
        }

        var read = new WorkflowConfig
        {
            Timezone = config.Text("timezone"),
            TimeoutSeconds = config.Number("timeoutSeconds"),
            ErrorWorkflow = config.Text("errorWorkflow"),
            Healing = config.Word<Healing>("healing"),
            Concurrency = Concurrency(config.Child("concurrency")),
            Order = config.Word<RunOrder>("order") ?? RunOrder.Parallel,
            Join = config.Word<JoinRule>("join") ?? JoinRule.All,
            Manner = config.Word<Manner>("manner") ?? Manner.Own,
            RetentionDays = Retention(config.Child("retention")),
        };
        config.Close();
        return read;
    }

    private static ConcurrencyRule? Concurrency(DocumentObject? rule)
    {
        if (rule is null)
        {
            return null;
        }

        var read = new ConcurrencyRule(rule.RequiredText("key"), rule.Whole("limit") ?? 1, rule.Word<WhenBusy>("whenBusy") ?? WhenBusy.Queue);
        rule.Close();
        return read;
    }

    private static double? Retention(DocumentObject? retention)
    {
        var days = retention?.Number("days");
        retention?.Close();
        return days;
    }
}
