using System.Globalization;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowForge.Scripting.Sandbox;

/// <summary>What a step's script asks about nodes ('' is the asking node's input): answered from what is here, else from what the job brought along, else by asking the host.</summary>
internal sealed class Lookups(JobRun job, int index, SandboxEngine sandbox, bool mutates, CancellationToken cancellation)
{
    private readonly StepHeader _step = job.Header.Steps[index];
    private readonly Engine _engine = sandbox.Engine;
    private readonly Dictionary<(string Name, string Form), ObjectInstance> _answers = [];

    /// <summary>What of its input the script was given.</summary>
    public OwnPlaces Places { get; } = new(job.InputOf(index).Count);

    /// <summary>Called with each answer, for a script that asks for what n8n calls a file's own facts.</summary>
    public JsValue? OnAnswer { get; set; }

    /// <summary>The answer; throws the failure in the script when there is none.</summary>
    public JsValue Find(string name, string form, bool isAll)
    {
        if (!_answers.TryGetValue((name, form), out var answer))
        {
            answer = Look(name, form).AsObject();
            if (name.Length == 0 && isAll && answer.Get("ok") is ObjectInstance own)
            {
                Note(form, own);
            }

            if (!mutates)
            {
                _answers[(name, form)] = answer;
            }
        }

        if (answer.Get("code") is { } code && !code.IsUndefined())
        {
            throw sandbox.Fail(code.AsString(), answer.Get("message").AsString());
        }

        var ok = answer.Get("ok");
        return OnAnswer is null ? ok : _engine.Call(OnAnswer, ok);
    }

    /// <summary>A form with the output and the run that are meant, when they are given.</summary>
    public string Placed(string form, JsValue output, JsValue run) =>
        output.IsUndefined() && run.IsUndefined() ? form : $"{form}:{Place(form, "an output", output)}:{Place(form, "an earlier run", run)}";

    private void Note(string form, ObjectInstance own)
    {
        switch (form)
        {
            case LookupForms.All:
                Places.Add([.. (JsArray)own], 0);
                break;
            case LookupForms.First:
                Places.Add([own], 0);
                break;
            case LookupForms.Last:
                Places.Add([own], -1);
                break;
        }
    }

    private string Place(string form, string what, JsValue value) => value switch
    {
        _ when value.IsUndefined() || value.IsNull() => "",
        JsNumber number when number.AsNumber() is >= 0 and <= int.MaxValue and var place && place == Math.Truncate(place) => ((int)place).ToString(CultureInfo.InvariantCulture),
        _ => throw sandbox.Told($"{form}() takes the index of {what}, a number from 0 on"),
    };

    private JsValue Look(string name, string form)
    {
        if (LookupForms.Placed(form) is (var plain, null or 0, null) && Own(name) is not null)
        {
            form = plain;
        }

        if (Own(name) is { } items && form is LookupForms.All or LookupForms.First or LookupForms.Last or LookupForms.At)
        {
            return Answer(Local(items, form));
        }

        if (form == LookupForms.Executed && job.StepNamed(name, index) >= 0)
        {
            return Answer(JsBoolean.True);
        }

        return Parse(job.Known.TryGetValue((name, form), out var known) ? known : job.Fetch(new(name, form), cancellation));
    }

    /// <summary>The items of a name that this job holds itself: the step's input, or the output of an earlier step.</summary>
    private ItemChunks? Own(string name)
    {
        if (name.Length == 0)
        {
            return index > 0 || _step.IsWhole ? job.InputOf(index) : null;
        }

        var step = job.StepNamed(name, index);
        return step < 0 ? null : job.Outputs[step].Items;
    }

    private JsValue Local(ItemChunks items, string form)
    {
        var whole = Wrap(Parse(items.Whole()).AsArray(), items.HasBinary ? Parse(items.Binary).AsArray() : null);
        var length = _step.RunOnce && ReferenceEquals(items, job.InputOf(index)) ? Math.Min(1, whole.Length) : whole.Length;
        switch (form)
        {
            case LookupForms.All when length < whole.Length:
                return new JsArray(_engine, [whole[0]]);
            case LookupForms.All:
                return whole;
            case LookupForms.At:
                var page = new JsObject(_engine);
                page.CreateDataProperty("from", 0);
                page.CreateDataProperty("items", whole);
                return page;
            default:
                return length == 0 ? JsValue.Null : whole[form == LookupForms.First ? 0 : length - 1];
        }
    }

    private JsArray Wrap(JsArray jsons, JsArray? binaries)
    {
        var items = new JsValue[jsons.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var item = new JsObject(_engine);
            item.CreateDataProperty("json", jsons[i]);
            if (binaries?[i] is ObjectInstance binary)
            {
                item.CreateDataProperty("binary", binary);
            }

            items[i] = item;
        }

        return new(_engine, items);
    }

    /// <summary>
    /// Where an item of this step came from: its index on the job's input, -1 when that is lost, or -2 - i for item i of an earlier
    /// step of this job.
    /// </summary>
    public int Trace(string name, JsValue at)
    {
        if (!at.IsNumber())
        {
            return -1;
        }

        var step = job.StepNamed(name, index);
        var place = job.Trace(index, (int)at.AsNumber(), step);
        return step < 0 || place < 0 ? place : -2 - place;
    }

    /// <summary>Why an item cannot be followed back to a node: where in this job, or on the way to it, the line is lost.</summary>
    public JsValue Lost(string name, JsValue at)
    {
        var begin = $"The item does not come from an item of node '{name}'.";
        var step = at.IsNumber() ? job.LostAt(index, (int)at.AsNumber(), job.StepNamed(name, index)) : -1;
        return step < 0 ? begin : $"{begin} The line is lost at node '{job.Header.Steps[step].Node}'.";
    }

    private JsObject Answer(JsValue ok)
    {
        var answer = new JsObject(_engine);
        answer.CreateDataProperty("ok", ok);
        return answer;
    }

    private JsValue Parse(ReadOnlyMemory<byte> json) => new JsonParser(_engine).Parse(json.Span);
}
