using FlowForge.ScriptWorker.Cage;
using FlowForge.Scripting.Sandbox;

WorkerCage.Close();
if (args is ["--cage"])
{
    CageCheck.Write(Console.Out);
    return 0;
}

return WorkerLoop.Run(Console.OpenStandardInput(), Console.OpenStandardOutput(), ResourceLimits.Renew);
