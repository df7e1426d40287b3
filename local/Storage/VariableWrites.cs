using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Local.Storage;

/// <summary>Variables, read and changed inside one transaction.</summary>
internal static class VariableWrites
{
    public static Variable Row(Statement row) => new(
        row.Text(0), JsonElement.Parse(row.Text(1)), row.Number(2).ToString("x", CultureInfo.InvariantCulture), row.Time(3));

    public static VariableSet All(Session session) => SetOf(session[VariableSql.All].All(Row));

    /// <summary>What the change gave, and all variables behind it; null when they are as before.</summary>
    public static (VariableResult Result, VariableSet? Next) Set(Session session, string name, JsonElement value, WriteCondition condition, DateTimeOffset now)
    {
        var all = session[VariableSql.All].All(Row);
        var present = all.Find(row => row.Name == name);
        if (!condition.Holds(present?.ETag))
        {
            return (new VariableResult.Conflict(present), null);
        }

        var change = session[VariableSql.NextChange].First(static row => row.Number(0));
        var variable = new Variable(name, value, change.ToString("x", CultureInfo.InvariantCulture), now);
        var next = SetOf(all.Where(row => row.Name != name).Append(variable));
        if (!next.IsWithinLimits)
        {
            return (new VariableResult.Full(), null);
        }

        session[VariableSql.Put].Bind(name).Bind(value.GetRawText()).Bind(change).Bind(now).Execute();
        return (new VariableResult.Done(variable, present is null), next);
    }

    /// <inheritdoc cref="Set"/>
    public static (VariableResult Result, VariableSet? Next) Delete(Session session, string name, WriteCondition condition)
    {
        var present = session[VariableSql.Get].Bind(name).First(Row);
        if (present is null || !condition.Holds(present.ETag))
        {
            return (new VariableResult.Conflict(present), null);
        }

        session[VariableSql.Delete].Bind(name).Execute();
        return (new VariableResult.Done(present, false), All(session));
    }

    private static VariableSet SetOf(IEnumerable<Variable> variables) =>
        VariableSet.Of(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));
}
