using FlowForge.Scripting.Sandbox;

return WorkerLoop.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
