using FlowForge.Limits;

// What no host can be faster than; bench/limits sets the host beside it.
//   empty PORT                  an ASP.NET Core server that does nothing but answer
//   memory PORT WORKFLOW.yaml   the API and the engine over stores in memory: W1 without a disk
//   rows DATABASE WORKFLOW GROUP SECONDS   the rows of that workflow's last run, written again and again in transactions of so many runs; prints runs a second
return args switch
{
    ["empty", var port] => await Servers.EmptyAsync(int.Parse(port)),
    ["memory", var port, var workflow] => await Servers.MemoryAsync(int.Parse(port), workflow),
    ["rows", var database, var workflow, var group, var seconds] => BareLoop.Run(database, workflow, int.Parse(group), int.Parse(seconds)),
    _ => throw new ArgumentException("empty PORT | memory PORT WORKFLOW.yaml | rows DATABASE WORKFLOW GROUP SECONDS"),
};
